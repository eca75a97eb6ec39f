using System.Text.Json;
using Baton.Memory.Memories;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>The reference memory server's <c>memory.json</c>: JSON Lines of entities with observations, and relations between them.</summary>
internal sealed class ReferenceMemoryFormat : IForeignFormat
{
    private const string System = "memory";

    public string Name => "reference-memory";

    public bool Takes(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        var links = new List<ForeignItem>();
        foreach (var (place, value, problem) in ForeignJson.Lines(file))
        {
            var item = value is { } line ? One(place, line, options) : new ForeignItem.Problem(place, problem!);
            if (item is ForeignItem.OfLink) links.Add(item);
            else yield return item;
        }
        foreach (var link in links) yield return link;
    }

    private static ForeignItem One(ForeignPlace place, JsonElement line, ForeignOptions options) => line.Text("type") switch
    {
        "entity" when line.Text("name") is { } name => Entity(place, line, name, options),
        "relation" when line.Text("from") is { } from && line.Text("to") is { } to && line.Text("relationType") is { } relation
            => new ForeignItem.OfLink(place, ForeignJson.Key(System, from), ForeignJson.Key(System, to), relation),
        "entity" or "relation" => new ForeignItem.Problem(place, "An entity needs name; a relation needs from, to and relationType."),
        _ => new ForeignItem.Problem(place, "The line is neither an entity nor a relation."),
    };

    private static ForeignItem.OfMemory Entity(ForeignPlace place, JsonElement line, string name, ForeignOptions options)
    {
        var observations = line.Texts("observations");
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(System, name),
            Project = options.Project,
            Title = name,
            Content = observations.IsEmpty ? name : string.Join('\n', observations),
            Labels = ForeignJson.Labels(("entity_type", line.Text("entityType"))),
        };
        return new ForeignItem.OfMemory(place, fields, ForeignJson.Digest(line), At: null);
    }
}
