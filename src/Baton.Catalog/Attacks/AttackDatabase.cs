using System.Collections.Immutable;
using System.Text.Json;
using Baton.Catalog.Classification;

namespace Baton.Catalog.Attacks;

/// <summary>The bundled attack patterns, read from the assembly on first use; their form is <c>attacks.schema.json</c>.</summary>
public static class AttackDatabase
{
    private const string Folder = "attacks/";
    private const int MostPerTool = 8;

    private static readonly Lazy<ImmutableArray<AttackPattern>> Patterns = new(Load);

    /// <summary>Every pattern, by category and then as written.</summary>
    public static ImmutableArray<AttackPattern> All => Patterns.Value;

    /// <summary>The pattern of an id, or null.</summary>
    public static AttackPattern? Find(string id) => All.FirstOrDefault(attack => attack.Id == id);

    /// <summary>Patterns that contain every word of the query, in any text.</summary>
    public static ImmutableArray<AttackPattern> Search(string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. All.Where(attack => words.All(word => Texts(attack).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase))))];
    }

    /// <summary>
    /// The patterns that abuse what this tool gives access to, best match first: a shared signal weighs more than the
    /// category, and a pattern that names signals none of which the tool has is left out.
    /// </summary>
    public static ImmutableArray<AttackPattern> For(ToolVerdict verdict)
    {
        var category = Words.Of(verdict.Category);
        var signals = verdict.Signals.Select(signal => signal.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. All.Select((attack, order) => (attack, order, weight: Weight(attack, category, signals)))
                .Where(one => one.weight > 0).OrderByDescending(one => one.weight).ThenBy(one => one.order)
                .Select(one => one.attack).Take(MostPerTool),
        ];
    }

    private static int Weight(AttackPattern attack, string category, HashSet<string> signals)
    {
        var shared = attack.Signals.Count(signals.Contains);
        if (attack.Signals.Length > 0 && shared == 0) return 0;
        if (attack.Categories.Length > 0 && !attack.Categories.Contains(category)) return 0;
        return attack.Categories.Length == 0 && attack.Signals.Length == 0 ? 0 : 3 * shared + (attack.Categories.Length > 0 ? 1 : 0);
    }

    private static IEnumerable<string> Texts(AttackPattern attack)
        => [attack.Id, attack.Name, attack.Category, attack.How, attack.Case.What, attack.Case.SourceTitle, .. attack.LookFor, .. attack.Owasp, .. attack.Safe];

    private static ImmutableArray<AttackPattern> Load()
    {
        var assembly = typeof(AttackDatabase).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. names.SelectMany(name => Read(assembly.GetManifestResourceStream(name)!))];
    }

    private static List<AttackPattern> Read(Stream stream)
    {
        using (stream)
        {
            using var document = JsonDocument.Parse(stream);
            return [.. document.RootElement.GetProperty("attacks").EnumerateArray().Select(Pattern)];
        }
    }

    private static AttackPattern Pattern(JsonElement attack)
    {
        var policy = attack.GetProperty("policy");
        var applies = attack.GetProperty("applies_to");
        return new AttackPattern(
            Text(attack, "id"), Text(attack, "name"), Text(attack, "category"), Text(attack, "how"), Case(attack.GetProperty("case")), List(attack, "look_for"),
            Enum.Parse<AttackStop>(Text(policy, "stops"), ignoreCase: true), Text(policy, "how"),
            policy.TryGetProperty("rule", out var rule) ? rule.GetRawText() : null,
            List(attack, "owasp_mcp"), List(attack, "safe_mcp"), List(applies, "categories"), List(applies, "signals"));
    }

    private static AttackCase Case(JsonElement element)
    {
        var source = element.GetProperty("source");
        return new AttackCase(Text(element, "what"), Text(element, "date"), Text(source, "title"), Text(source, "publisher"), Text(source, "date"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static ImmutableArray<string> List(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
