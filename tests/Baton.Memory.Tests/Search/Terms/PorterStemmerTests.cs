using Baton.Memory.Search.Terms;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Memory.Tests.Search.Terms;

public sealed class PorterStemmerTests
{
    /// <summary>Words with "yy" are left out: FTS5 takes both letters for consonants, Porter's rules do not.</summary>
    private static readonly string[] Roots =
    [
        "relate", "condition", "rational", "value", "hesitate", "digitize", "conform", "radical", "different", "vile", "analogous", "vietnamize",
        "predicate", "operate", "feudal", "decisive", "hope", "callous", "formal", "sensitive", "sensible", "triplicate", "form", "electric",
        "good", "revive", "allow", "infer", "airliner", "gyroscope", "adjust", "defense", "irritate", "replace", "depend", "adopt", "homolog",
        "communism", "activate", "angular", "effect", "bowdlerize", "probate", "rate", "cease", "control", "roll", "cat", "pony", "caress",
        "agree", "plaster", "motor", "sing", "conflate", "trouble", "size", "hop", "tan", "fall", "hiss", "fizz", "fail", "file", "happy", "sky",
        "generate", "argue", "memory", "deploy", "migrate", "schedule", "policy", "approve", "query", "index", "yes", "by", "a", "is", "bus", "gas",
    ];

    private static readonly string[] Endings =
    [
        "", "s", "es", "ed", "ing", "er", "ers", "ly", "ness", "ful", "fulness", "ment", "ement", "ation", "ational", "ative", "ator", "ize", "ization",
        "izer", "able", "ably", "ible", "al", "ally", "ality", "ance", "ence", "ent", "ently", "ism", "ist", "ity", "ous", "ously", "ousness", "ive",
        "iveness", "ivity", "ic", "ical", "icate", "iciti", "biliti", "eed", "eedly", "ies", "y", "ying", "tion", "sion", "logi", "bli", "abli", "e", "ee",
    ];

    [Fact]
    public void Stem_ManyWords_AreStemmedAsFts5Stems()
    {
        var words = Roots.SelectMany(root => Endings.Select(ending => root + ending)).Concat(Roots.Select(root => root.TrimEnd('e') + "ing"))
            .Where(word => !word.Contains("yy", StringComparison.Ordinal)).Distinct().ToList();
        var wrong = Oracle(words).Zip(words).Where(pair => pair.First != Stem(pair.Second)).Select(pair => $"{pair.Second}: {Stem(pair.Second)}, not {pair.First}");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Stem_RandomLetters_AreStemmedAsFts5Stems()
    {
        var random = new Random(7);
        const string Letters = "aeiouyysstlndrgbmceeiz";
        var words = Enumerable.Range(0, 4000).Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)])])).Distinct().ToList();
        var wrong = Oracle(words).Zip(words).Where(pair => pair.First != Stem(pair.Second)).Select(pair => $"{pair.Second}: {Stem(pair.Second)}, not {pair.First}");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Stem_WordOfMoreThan64Letters_IsLeft()
    {
        var word = new string('a', 60) + "runnings";
        Stem(word).ShouldBe(word);
    }

    private static string Stem(string word)
    {
        var buffer = new char[word.Length + 1];
        word.CopyTo(buffer);
        return new string(buffer, 0, PorterStemmer.Stem(buffer, word.Length));
    }

    /// <summary>What FTS5's own porter tokenizer makes of each word.</summary>
    private static List<string> Oracle(List<string> words)
    {
        using var connection = Connection.Open(":memory:", OpenMode.Create);
        connection.ExecuteScript("CREATE VIRTUAL TABLE t USING fts5(w, tokenize='porter ascii'); CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance');");
        foreach (var (word, number) in words.Select((word, number) => (word, number + 1L)))
        {
            using var insert = connection.Prepare("INSERT INTO t (rowid, w) VALUES (?, ?)").Bind(number).Bind(word);
            insert.Run();
        }
        var stems = new string[words.Count];
        using var row = connection.Prepare("SELECT doc, term FROM v");
        while (row.Step()) stems[row.Int64(0) - 1] = row.Text(1);
        return [.. stems];
    }
}
