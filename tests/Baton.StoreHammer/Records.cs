using System.Text;
using Baton.Memory.Storage;

namespace Baton.StoreHammer;

/// <summary>Records as the memory room would write them.</summary>
internal static class Records
{
    public const string Project = "hammer";

    public static StoredVersion New(string id, RecordKind kind, string author, string text) => new()
    {
        Id = id,
        Kind = kind,
        Version = 1,
        Project = Project,
        Owner = author,
        Status = kind == RecordKind.Handoff ? "open" : null,
        CreatedAt = TimeProvider.System.GetUtcNow(),
        RecordedAt = TimeProvider.System.GetUtcNow(),
        By = By(author),
        CreatedBy = By(author),
        Data = Encoding.UTF8.GetBytes(text),
        Search = new SearchText(id, "", text),
    };

    public static StoredVersion Next(StoredVersion current, string author, string text) => current with
    {
        Version = current.Version + 1,
        RecordedAt = TimeProvider.System.GetUtcNow(),
        By = By(author),
        Data = Encoding.UTF8.GetBytes(text),
        Search = current.Kind == RecordKind.Memory ? new SearchText(current.Id, "", text) : null,
    };

    public static Provenance By(string author) => new("hammer", author, null, null, null, "r", "write");

    public static Scope Scope(string principal) => new() { Principal = principal, Now = TimeProvider.System.GetUtcNow() };
}
