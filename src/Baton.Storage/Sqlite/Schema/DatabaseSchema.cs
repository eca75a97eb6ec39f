using System.Collections.Immutable;

namespace Baton.Storage.Sqlite.Schema;

/// <summary>
/// What one of the three files contains. Migrations are only ever added: the file's <c>user_version</c> says how many of
/// them it has had, and upgrading from each earlier version is tested.
/// </summary>
/// <param name="FileName">For example <c>memory.db</c>.</param>
/// <param name="ApplicationId">Written into the file's header, so that a foreign database is never touched.</param>
/// <param name="Migrations">In order; the first makes version 1 out of an empty file.</param>
internal sealed record DatabaseSchema(string FileName, int ApplicationId, ImmutableArray<string> Migrations)
{
    /// <summary>The version this program writes.</summary>
    public int Version => Migrations.Length;
}
