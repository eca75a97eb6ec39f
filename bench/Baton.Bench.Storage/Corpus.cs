using System.Globalization;
using System.Text;

namespace Baton.Bench.Storage;

/// <summary>Texts whose words are as unevenly spread as those of a language (Zipf), the same on every run.</summary>
internal sealed class Corpus(int seed)
{
    private const int Vocabulary = 30_000;
    private const int WordsPerText = 30;
    private readonly Random _random = new(seed);

    public string Text()
    {
        var text = new StringBuilder();
        for (var word = 0; word < WordsPerText; word++) text.Append(Word(_random.NextDouble())).Append(' ');
        return text.ToString();
    }

    /// <summary>Two words of middling frequency and one rare one, as people ask.</summary>
    public string[] Question()
        => [Word(0.35 + (_random.NextDouble() * 0.3)), Word(0.35 + (_random.NextDouble() * 0.3)), Word(0.7 + (_random.NextDouble() * 0.3))];

    private static string Word(double share)
    {
        var rank = (int)Math.Pow(Vocabulary, share);
        var word = new StringBuilder("w");
        for (var rest = rank; rest > 0; rest /= 20) word.Append("bcdfghjklmnpqrstvwxz"[rest % 20]).Append("aeiou"[rest % 5]);
        return word.Append(rank.ToString(CultureInfo.InvariantCulture)[^1] == '0' ? "o" : "a").ToString();
    }
}
