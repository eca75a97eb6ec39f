using System.Globalization;
using System.Text;

namespace Baton.Bench.Search;

/// <summary>
/// Texts whose words are as unevenly common as those of a language (Zipf's law), with stop words, identifiers and speakers.
/// The same seed gives the same texts.
/// </summary>
internal sealed class Corpus(int seed)
{
    private const int Vocabulary = 30_000;
    private static readonly string[] Common = ["the", "a", "to", "and", "of", "we", "is", "it", "for", "in", "that", "on", "was", "with", "this"];
    private static readonly string[] Speakers = ["ada", "bob", "eve", "kim"];
    private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary).Select(Spell)];
    private static readonly double[] Cumulative = Accumulate();
    private readonly Random _random = new(seed);

    public string Speaker() => Speakers[_random.Next(Speakers.Length)];

    /// <summary>15 to 60 words.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        for (var count = _random.Next(15, 60); count > 0; count--)
        {
            text.Append(_random.Next(3) == 0 ? Common[_random.Next(Common.Length)] : Word()).Append(' ');
        }
        if (_random.Next(4) == 0) text.Append(CultureInfo.InvariantCulture, $"in src/{Word()}/{Word()}_{Word()}.cs");
        return text.ToString();
    }

    /// <summary>A question of 3 to 5 words with a subject, a speaker and stop words.</summary>
    public string Question()
    {
        var question = new StringBuilder($"What did {Speaker()} say about");
        for (var count = _random.Next(3, 6); count > 0; count--) question.Append(" the ").Append(Word());
        return question.Append('?').ToString();
    }

    private string Word()
    {
        var at = Array.BinarySearch(Cumulative, _random.NextDouble() * Cumulative[^1]);
        return Words[Math.Min(at < 0 ? ~at : at, Vocabulary - 1)];
    }

    private static string Spell(int number)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var rest = number + 70; rest > 0; rest /= 70) word.Append(Consonants[rest % 70 / 5]).Append(Vowels[rest % 5]);
        return word.ToString();
    }

    private static double[] Accumulate()
    {
        var sums = new double[Vocabulary];
        var sum = 0.0;
        for (var i = 0; i < Vocabulary; i++) sums[i] = sum += 1.0 / (i + 10);
        return sums;
    }
}
