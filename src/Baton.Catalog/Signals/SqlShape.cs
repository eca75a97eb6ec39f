using Baton.Catalog.Classification;

namespace Baton.Catalog.Signals;

/// <summary>What a definition says of the SQL it takes.</summary>
internal static class SqlShape
{
    private static readonly string[] Changing = ["INSERT", "UPDATE", "DELETE", "CREATE TABLE", "ALTER", "DROP", "DDL", "DML"];

    /// <summary>A statement kind that the first sentences name in capitals, or null.</summary>
    public static string? Mentioned(ToolFacts facts)
    {
        foreach (var sentence in facts.Sentences)
        {
            foreach (var word in Changing)
            {
                if (sentence.Contains(word, StringComparison.Ordinal)) return word;
            }
            if (sentence.Contains("SELECT", StringComparison.Ordinal)) return "SELECT";
        }
        return null;
    }

    public static bool IsStatement(string text) => Changing.Contains(text);

    /// <summary>The words that restrict the tool to reading, or null: <c>read-only</c> is by construction, SELECT by convention.</summary>
    public static string? ReadOnlyBecause(ToolFacts facts)
    {
        if (facts.Says("read-only", "readonly", "read only", "only reads", "cannot modify", "does not modify") is { } phrase) return phrase;
        if (facts.HasWord("readonly") || (facts.HasWord("read") && !facts.HasWord("write"))) return "read";
        var mentioned = Mentioned(facts);
        return mentioned == "SELECT" && !facts.Sentences.Any(sentence => Changing.Any(word => sentence.Contains(word, StringComparison.Ordinal))) ? "SELECT" : null;
    }
}
