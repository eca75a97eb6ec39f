using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

/// <summary>A memory's fields as parameters, and their way into a request.</summary>
internal static class MemoryParameters
{
    public static readonly ImmutableArray<string> Visibilities = ["private", "project", "shared"];

    /// <summary>The fields that a memory in any call may have.</summary>
    public static readonly ImmutableArray<Parameter> Fields =
    [
        new("content", Plain) { About = "The text; or value." },
        new("value", ParameterKind.Json) { About = "Any JSON instead of content." },
        Common.Key,
        new("type", Plain) { About = "fact (default), decision, preference, procedure, context, warning, question, result, or your own." },
        new("title", Plain) { Clearable = true },
        Common.Project,
        Common.ClearableThread with { Rare = true },
        new("position", Integer) { Rare = true, Clearable = true, About = "Place in the thread." },
        new("visibility", Plain) { Words = Visibilities, About = "Default project." },
        Common.Tags,
        new("importance", Number) { Least = 0, Most = 1, Rare = true, Clearable = true },
        new("confidence", Number) { Least = 0, Most = 1, Rare = true, Clearable = true },
        new("layer", Plain) { Words = MemoryLayer.All, Rare = true, About = "verified needs evidence." },
        new("evidence", JsonList) { Rare = true, Clearable = true },
        Common.Pinned,
        Common.Ttl with { Rare = true },
        new("valid_from", Instant) { Rare = true, Clearable = true, About = "True in the world since." },
        new("valid_to", Instant) { Rare = true, Clearable = true },
        new("supersedes", Texts) { OrOne = true, About = "Ids this one replaces." },
        Common.IfMatch,
    ];

    public static MemoryFields From(Arguments arguments) => new()
    {
        Project = arguments.Text("project"),
        Key = arguments.Text("key"),
        Content = arguments.Patch<string>("content"),
        Value = Value(arguments),
        Type = arguments.Patch<string>("type"),
        Title = arguments.Patch<string>("title"),
        Thread = arguments.Patch<string>("thread"),
        Position = arguments.Patch<long>("position"),
        Visibility = arguments.Text("visibility") is { } visibility ? MemoryReader.VisibilityOf(visibility) : default(Patch<Visibility>),
        Tags = arguments.Patch<ImmutableArray<string>>("tags"),
        Importance = arguments.Patch<double>("importance"),
        Confidence = arguments.Patch<double>("confidence"),
        Layer = arguments.Patch<string>("layer"),
        Evidence = arguments.Patch<ImmutableArray<string>>("evidence"),
        Pinned = arguments.Patch<bool>("pinned"),
        TimeToLive = arguments.Patch<TimeSpan>("ttl"),
        ValidFrom = arguments.Patch<DateTimeOffset>("valid_from"),
        ValidTo = arguments.Patch<DateTimeOffset>("valid_to"),
        Supersedes = arguments.Texts("supersedes"),
        IfMatch = arguments.Count("if_match"),
    };

    /// <summary>A list item that is a text or an object with a memory's fields.</summary>
    public static MemoryFields From(object item) => item is string text ? new MemoryFields { Content = text } : From((Arguments)item);

    /// <summary><c>null</c> beside content is no value; alone it is the JSON value null.</summary>
    private static Patch<ReadOnlyMemory<byte>> Value(Arguments arguments)
    {
        var value = arguments.Patch<ReadOnlyMemory<byte>>("value");
        return arguments.Has("content") && value.HasValue && Encoding.UTF8.GetString(value.Or(default).Span) == "null" ? default : value;
    }
}
