using System.Text.Json.Nodes;

namespace Baton.FunctionalTests.Running;

/// <summary>Every version that a store holds, as <c>baton export</c> writes them: what a test knows without asking the code under test.</summary>
public sealed class ExportedStore
{
    private static readonly HashSet<string> Kinds = ["handoff", "memory", "task", "archive", "notice"];

    /// <summary>What a version says about itself rather than about its record.</summary>
    private static readonly string[] Stamps = ["version", "by", "updated_at", "saved_at", "saved_by", "deleted_at"];

    private ExportedStore(IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> records) => Records = records;

    /// <summary>The versions of each record in order, by its id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonNode>> Records { get; }

    public static async Task<ExportedStore> OfAsync(string data)
    {
        var run = await BatonBinary.RunAsync(data, null, "export", "-");
        run.Code.ShouldBe(0, run.Error);
        var records = new Dictionary<string, IReadOnlyList<JsonNode>>();
        foreach (var line in run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (kind, version) = JsonNode.Parse(line)!.AsObject().First();
            if (!Kinds.Contains(kind)) continue;
            var id = version!["id"]!.GetValue<string>();
            records[id] = [.. records.GetValueOrDefault(id) ?? [], version];
        }
        return new ExportedStore(records);
    }

    /// <summary>Who wrote a version.</summary>
    public static string GrantOf(JsonNode version) => version["by"]!["grant"]!.GetValue<string>();

    /// <summary>What a version says of its record, and whether it is deleted.</summary>
    public static (string State, bool Deleted) StateOf(JsonNode version)
    {
        var state = version.DeepClone().AsObject();
        foreach (var stamp in Stamps) state.Remove(stamp);
        return (state.ToJsonString(), version["deleted_at"] is not null);
    }
}
