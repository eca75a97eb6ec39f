using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Tasks;

/// <summary>Which tasks.</summary>
public sealed record TaskFilter
{
    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }

    /// <summary>Only direct parts of this task: an id, or the beginning of one.</summary>
    public string? Parent { get; init; }
    public ImmutableArray<string> Statuses { get; init; } = [];

    /// <summary>Addressed to one of these principals or roles; the empty text means nobody.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>First written by this principal, grant or client.</summary>
    public string? From { get; init; }
    public ImmutableArray<string> TagsAny { get; init; } = [];

    internal RecordFilter ToRecordFilter() => new RecordFilter
    {
        Kind = RecordKind.Task,
        Project = Project,
        Statuses = Statuses,
        To = To,
        From = From,
        TagsAny = TagsAny,
    }.Trimmed();

    internal string Fingerprint
        => string.Join('\n', "tasks", Project, Parent, Cursors.List(Statuses), Cursors.List(To), From, Cursors.List(TagsAny));
}

/// <summary>A search or, without a query, a list.</summary>
public sealed record TaskSearchRequest
{
    public string? Query { get; init; }
    public TaskFilter Filter { get; init; } = new();
    public int Limit { get; init; } = 50;
    public string? Cursor { get; init; }

    /// <summary>Shows each find on its own: for a caller that filters further, from whom a find that is left out must hide no other.</summary>
    public bool ShowsDuplicates { get; init; }
}

/// <summary>A task in a list, with where it matches if it was searched for.</summary>
public sealed record TaskFound(TaskRecord Task, SearchHit? Hit);

/// <summary>One page.</summary>
/// <param name="Tasks">Best, or newest, first.</param>
/// <param name="Now">The moment of the question, which decides statuses.</param>
/// <param name="NextCursor">Goes on, or null at the end.</param>
/// <param name="Total">How many in all.</param>
/// <param name="Search">What a search says beside its hits; null for a list.</param>
public sealed record TasksFound(ImmutableArray<TaskFound> Tasks, DateTimeOffset Now, string? NextCursor, long Total, SearchPage? Search);
