namespace Baton.Memory.Operations;

/// <summary>Names a record: by id (or a prefix of it), or by key within a project.</summary>
/// <param name="Id">An id, or an unambiguous prefix of 6 or more characters.</param>
/// <param name="Key">A key, looked up in <paramref name="Project"/>.</param>
/// <param name="Project">Null for the caller's own project.</param>
public sealed record RecordRef(string? Id, string? Key = null, string? Project = null)
{
    /// <summary>A key that is tried when nothing has the id or the key: what the record was called where it came from.</summary>
    internal string? OrKey { get; init; }

    /// <summary>Whether anything is named at all.</summary>
    public bool IsEmpty => Id is null && Key is null;
}
