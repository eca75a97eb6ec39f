using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Shapes;
using Baton.Policy.Tests.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Fuzzing;

/// <summary>
/// Mutated documents and calls: no crash, no time-out, and no accepted document with an unknown key. Set
/// <c>BATON_FUZZ</c> to the number of mutations for a longer run (500000 for a release).
/// </summary>
public sealed class MutationTests
{
    private static readonly string[] Bits =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-1", "1e400", "1e19", "0.1", "\"\"", "\"*\"", "\\u0000", "\\ud800", "😀", "\u00e9", "args.", "[*]", "[any]",
        "\"deny\"", "\"version\":\"1\",", "\"x\":1,", "\n", "- ", "  ", "&a ", "*a", "(a+)+$", "?", "**", "\"any\":[", "\"not\":{", "{}", "[]",
    ];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("BATON_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 20_000;

    [Theory]
    [InlineData(PolicyFormat.Json)]
    [InlineData(PolicyFormat.Yaml)]
    public void Load_MutatedDocuments_NeverCrashesAndNeverAcceptsAnUnknownKey(PolicyFormat format)
    {
        var random = new Random(4711 + (int)format);
        var accepted = 0;
        for (var run = 0; run < Count / 8; run++)
        {
            var text = new DocumentGenerator(run % 500).Document();
            for (var change = random.Next(1, 4); change > 0; change--) text = Mutate(text, random);
            var bytes = Encoding.UTF8.GetBytes(text);
            if (random.Next(20) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = PolicyLoader.Check(bytes, format);
            if (!result.IsValid) continue;
            accepted++;
            if (format == PolicyFormat.Json) AllKeysAreKnown(bytes).ShouldBeTrue(text);
            result.Policy.Decide(Given.Call("""{"x":5}""", "save"));
        }
        accepted.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Decide_MutatedArguments_NeverCrashes()
    {
        var random = new Random(815);
        var policies = Enumerable.Range(0, 60).Select(seed => Given.Load(new DocumentGenerator(seed).Document()).Policy!).ToArray();
        var malformed = 0;
        for (var run = 0; run < Count / 2; run++)
        {
            var text = """{"x":5.0,"other":"git status","list":[{"y":"2026-01-01T00:00:00Z"}],"a.b":"https://a.x.com/a/b","q":{"z":null}}""";
            for (var change = random.Next(1, 5); change > 0; change--) text = Mutate(text, random);
            var bytes = Encoding.UTF8.GetBytes(text);
            if (random.Next(10) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var facts = Given.Call(tool: random.Next(2) == 0 ? "save" : "create_refund") with { Arguments = bytes };
            if (policies[run % policies.Length].Decide(facts).Rule == RuleIds.Malformed) malformed++;
        }
        malformed.ShouldBeGreaterThan(0);
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Bits[random.Next(Bits.Length)]),
            2 => text.Remove(at, length).Insert(at, Bits[random.Next(Bits.Length)]),
            3 => text.Insert(at, text.Substring(at, length)),
            _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
        };
    }

    // Walks the text with a reader that is not ours, and asks the table of the language for each key.
    private static bool AllKeysAreKnown(byte[] document)
    {
        using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 100 });
        return Known(json.RootElement, Language.Document);
    }

    private static bool Known(JsonElement value, ObjectShape shape)
        => value.EnumerateObject().All(member => shape.Keys.FirstOrDefault(key => key.Name == member.Name) is { } key && Known(member.Value, key.Value));

    private static bool Known(JsonElement value, ValueShape shape) => shape switch
    {
        ObjectRefShape reference => value.ValueKind != JsonValueKind.Object || Known(value, Language.Objects.Single(known => known.Name == reference.Name)),
        ListShape list => value.EnumerateArray().All(item => Known(item, list.Item)),
        MapShape map => value.EnumerateObject().All(member => Known(member.Value, map.Value)),
        ChoiceShape choice => value.ValueKind != JsonValueKind.Object || choice.Choices.OfType<ObjectRefShape>().All(option => Known(value, option)),
        _ => true,
    };
}
