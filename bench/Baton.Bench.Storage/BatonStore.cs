using System.Text;
using Baton.Memory.Projects;
using Baton.Memory.Search.Terms;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Bench.Storage;

/// <summary>The same work through the store.</summary>
internal sealed class BatonStore(SqliteMemoryStore store) : IAsyncDisposable
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Provenance By = new("local", "ada", "bench", "1", null, "r", "memory_save");
    private static readonly Scope Scope = new() { Principal = "ada", Now = Epoch.AddYears(10) };

    public static async Task<BatonStore> OpenAsync(string folder)
        => new(await SqliteMemoryStore.OpenAsync(new DataFolder(folder), TimeProvider.System));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public async Task WriteAsync(string project, IEnumerable<(string Id, string Text, long At)> memories)
        => await store.WriteAsync<bool>(async writer =>
        {
            if (await writer.FindProjectAsync(project) is null) await writer.PutProjectAsync(new Project { Name = project, CreatedAt = Epoch });
            foreach (var (id, text, at) in memories) await writer.PutVersionAsync(Version(project, id, text, at));
            return true;
        }, default);

    public async Task<int> SearchAsync(string project, string[] words)
    {
        var terms = words.SelectMany(word => IndexTerms.Of(word, out _).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct();
        var match = new TextMatch { AnyOf = [.. terms] };
        return (await store.ReadAsync(reader => reader.SearchAsync(Scope, Filter(project), match, 10), default)).Hits.Count;
    }

    public async Task<int> GetAsync(string id) => (await store.ReadAsync(reader => reader.GetAsync(Scope, id), default))!.Data.Length;

    public async Task<int> NewestAsync(string project)
        => (await store.ReadAsync(reader => reader.ListAsync(Scope, Filter(project), new PageRequest(20)), default)).Rows.Count;

    private static RecordFilter Filter(string project) => new() { Kind = RecordKind.Memory, Project = project };

    private static StoredVersion Version(string project, string id, string text, long at) => new()
    {
        Id = id,
        Kind = RecordKind.Memory,
        Version = 1,
        Project = project,
        Owner = "ada",
        Type = "fact",
        Layer = "stated",
        CreatedAt = Epoch.AddSeconds(at),
        RecordedAt = Epoch.AddSeconds(at),
        By = By,
        CreatedBy = By,
        Data = Encoding.UTF8.GetBytes($$"""{"content":"{{text}}"}"""),
        Search = new SearchText("", "", text),
    };
}
