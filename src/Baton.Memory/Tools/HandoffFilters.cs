using System.Collections.Immutable;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

/// <summary>The filters of lists, searches and deletions as parameters.</summary>
internal static class HandoffFilters
{
    public static readonly ImmutableArray<Parameter> Parameters =
    [
        Common.Project,
        Common.Thread,
        new("status", Texts) { OrOne = true, Words = HandoffStatus.All },
        new("to", Plain) { About = "Principal or role." },
        new("from", Plain) { About = "Principal, grant or client." },
        Common.AnyTags with { About = "Any of these." },
        new("tags_all", Texts) { OrOne = true, Rare = true },
        new("created_after", Instant) { Rare = true },
        new("created_before", Instant) { Rare = true },
    ];

    public static HandoffFilter From(Arguments arguments) => new()
    {
        Project = arguments.Text("project"),
        Thread = arguments.Text("thread"),
        Statuses = arguments.Texts("status"),
        To = arguments.Text("to"),
        From = arguments.Text("from"),
        TagsAny = arguments.Texts("tags"),
        TagsAll = arguments.Texts("tags_all"),
        CreatedAfter = arguments.Instant("created_after"),
        CreatedBefore = arguments.Instant("created_before"),
    };
}
