using System.Text;
using Baton.Memory.Projects;
using Baton.Memory.Search.Terms;
using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Support;

/// <summary>Records to store, with every required member filled.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Provenance By(string principal = "ada", string grant = "local", string? client = "editor")
        => new(grant, principal, client, "1.2", "s1", "r1", "memory_save");

    public static Project Project(string name) => new() { Name = name, CreatedAt = Start };

    public static StoredVersion Remember(string id, string text = "", string project = "atlas", string owner = "ada") => new()
    {
        Id = id,
        Kind = RecordKind.Memory,
        Version = 1,
        Project = project,
        Owner = owner,
        CreatedAt = Start,
        RecordedAt = Start,
        By = By(owner),
        CreatedBy = By(owner),
        Data = Encoding.UTF8.GetBytes($$"""{"content":"{{text}}"}"""),
        Search = new SearchText("", "", text),
    };

    public static StoredVersion HandOff(string id, string text = "", string project = "atlas", string owner = "ada")
        => Remember(id, text, project, owner) with { Kind = RecordKind.Handoff, Status = "open" };

    /// <summary>The next version, recorded later.</summary>
    public static StoredVersion Next(this StoredVersion version, double secondsLater = 1) => version with
    {
        Version = version.Version + 1,
        RecordedAt = version.RecordedAt.AddSeconds(secondsLater),
        Search = null,
    };

    public static Scope Scope(string principal = "ada", double secondsLater = 1000, params string[] projects)
        => new() { Principal = principal, Now = Start.AddSeconds(secondsLater), Projects = [.. projects] };

    public static RecordFilter Memories(string? project = null) => new() { Kind = RecordKind.Memory, Project = project };

    /// <summary>The terms of some words.</summary>
    public static TextMatch AnyOf(params string[] words)
        => new() { AnyOf = [.. words.SelectMany(word => IndexTerms.Of(word, out _).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()] };

    /// <summary>Texts word for word, also inside identifiers.</summary>
    public static TextMatch Exactly(params string[] texts)
        => new() { Phrases = [.. texts.Select(IndexTerms.Phrase).Where(phrase => phrase.Length > 0)], Pieces = [.. texts.Select(text => text.ToLowerInvariant())] };

    /// <summary>Puts versions, and the projects they are in, in one transaction.</summary>
    public static async Task PutAsync(this IMemoryStore store, params StoredVersion[] versions)
    {
        var outcome = await store.WriteAsync<bool>(async writer =>
        {
            foreach (var project in versions.Select(version => version.Project).Distinct())
            {
                if (await writer.FindProjectAsync(project) is null) await writer.PutProjectAsync(Project(project));
            }
            foreach (var version in versions) await writer.PutVersionAsync(version);
            return true;
        }, default);
        outcome.Succeeded.ShouldBeTrue();
    }

    public static Task<T> ReadAsync<T>(this IMemoryStore store, Func<IMemoryReader, ValueTask<T>> work) => store.ReadAsync(work, default).AsTask();

    public static async Task<T> WriteAsync<T>(this IMemoryStore store, Func<IMemoryWriter, ValueTask<T>> work)
        => (await store.WriteAsync<T>(async writer => await work(writer), default)).Value;

    public static async Task WriteAsync(this IMemoryStore store, Func<IMemoryWriter, ValueTask> work)
        => await store.WriteAsync<bool>(async writer =>
        {
            await work(writer);
            return true;
        }, default);

    public static async Task<string[]> ListIdsAsync(this IMemoryStore store, Scope scope, RecordFilter filter)
        => [.. (await store.ReadAsync(reader => reader.ListAsync(scope, filter, new PageRequest(1000)))).Rows.Select(row => row.Id)];

    public static async Task<string[]> SearchIdsAsync(this IMemoryStore store, Scope scope, RecordFilter filter, TextMatch match, int limit = 50)
        => [.. (await store.ReadAsync(reader => reader.SearchAsync(scope, filter, match, limit))).Hits.Select(hit => hit.Id)];
}
