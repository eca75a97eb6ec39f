using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>The tools as each dialect's own document declares them, without a room.</summary>
internal static class Originals
{
    private static readonly Dictionary<string, string> Folders = new()
    {
        [DialectNames.Ainote] = "Ainote",
        [DialectNames.ClaudeMemory] = "ClaudeMemory",
        [DialectNames.ConversationHandoff] = "ConversationHandoff",
        [DialectNames.Loaditout] = "Loaditout",
        [DialectNames.M3] = "M3",
        [DialectNames.Sovereign] = "Sovereign",
    };

    public static IReadOnlyList<(string Name, JsonElement Schema)> Declared(string dialect)
    {
        using var file = typeof(DialectNames).Assembly.GetManifestResourceStream($"Baton.Memory.Dialects.{Folders[dialect]}.tools.json").ShouldNotBeNull();
        return [.. JsonDocument.Parse(file).RootElement.At("tools").EnumerateArray().Select(tool => (tool.Text("name"), tool.At("inputSchema")))];
    }

    /// <summary>One row for each tool.</summary>
    public static TheoryData<string, string> Tools()
    {
        var rows = new TheoryData<string, string>();
        foreach (var dialect in DialectNames.All)
        {
            foreach (var (name, _) in Declared(dialect)) rows.Add(dialect, name);
        }
        return rows;
    }
}
