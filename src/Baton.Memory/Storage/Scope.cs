using System.Collections.Immutable;

namespace Baton.Memory.Storage;

/// <summary>
/// The one predicate: what a caller may see, at which moment. A store compiles it once per statement and puts it inside
/// every statement that reads records, whatever the search path.
/// </summary>
/// <remarks>
/// Visible is what is not deleted, not expired at <see cref="Now"/>, whose project is allowed (or which is shared), and which
/// is not private to another principal. The instant of expiry itself is expired. With <see cref="KnownAt"/>, deletion,
/// supersession and expiry are those of the version that was in force then, as they stood then; the record's newest version
/// decides besides whether it has expired by now and who may see it: the past opens no door that has been shut since.
/// </remarks>
public sealed record Scope
{
    /// <summary>Owner of the private records that may be seen; null sees every principal's, for the operator's own commands only.</summary>
    public required string? Principal { get; init; }

    /// <summary>Projects that may be seen; empty means every project.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>The moment of the question: decides expiry and lapsed leases.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Only what was true in the world then: <c>valid_from</c> &lt;= as-of &lt; <c>valid_to</c>, absent bounds being open.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What we had recorded then: the version that was in force at that moment, instead of the newest.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Also records marked deleted: for restoring, history and export.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Also records past their expiry: for the operator's export, rewind and retention.</summary>
    public bool IncludeExpired { get; init; }

    /// <summary>Also records that a newer one supersedes; lists and gets do, searches do not.</summary>
    public bool IncludeSuperseded { get; init; }

    /// <summary>Sees everything: for the operator's commands, never for a tool.</summary>
    public static Scope Operator(DateTimeOffset now)
        => new() { Principal = null, Now = now, IncludeDeleted = true, IncludeExpired = true, IncludeSuperseded = true };
}
