using System.Text;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Search;

/// <summary>The search pipeline over the real store, without the tools on top of it.</summary>
internal sealed class SearchRoom : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SearchPipeline _pipeline = new((_, record) => new(new SearchDocument("", Encoding.UTF8.GetString(record.Data.Span))));
    private readonly HashSet<string> _projects = [];
    private int _ids;

    private SearchRoom(SqliteMemoryStore store, string folder, ManualTimeProvider clock)
    {
        Store = store;
        _folder = folder;
        Clock = clock;
    }

    public SqliteMemoryStore Store { get; }

    public ManualTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static async Task<SearchRoom> OpenAsync()
    {
        var folder = await StoreFolder.NewAsync("baton-search-");
        var clock = new ManualTimeProvider();
        return new SearchRoom(await SqliteMemoryStore.OpenAsync(new DataFolder(folder), clock), folder, clock);
    }

    /// <summary>A memory with the next id.</summary>
    public StoredVersion Memory(string text, string project = "atlas", string owner = "ada", string title = "", string keywords = "") => new()
    {
        Id = $"m_{++_ids:D6}",
        Kind = RecordKind.Memory,
        Version = 1,
        Project = project,
        Owner = owner,
        CreatedAt = Now,
        RecordedAt = Now,
        By = By(owner),
        CreatedBy = By(owner),
        Data = Encoding.UTF8.GetBytes(text),
        Search = new SearchText(title, keywords, text),
    };

    public async Task<string[]> SaveAsync(params StoredVersion[] versions)
    {
        (await Store.WriteAsync<bool>(async writer =>
        {
            foreach (var project in versions.Select(version => version.Project).Where(project => !_projects.Contains(project)).Distinct().ToList())
            {
                await writer.PutProjectAsync(new Project { Name = project, CreatedAt = Now });
            }
            foreach (var version in versions) await writer.PutVersionAsync(version);
            return true;
        }, default)).Succeeded.ShouldBeTrue();
        foreach (var version in versions) _projects.Add(version.Project);
        return [.. versions.Select(version => version.Id)];
    }

    public async Task<string> SaveAsync(string text) => (await SaveAsync(Memory(text)))[0];

    public SearchQuestion Question(string query, string principal = "ada", string? project = "atlas") => new()
    {
        Query = query,
        Scope = new Scope { Principal = principal, Now = Now },
        Filter = new RecordFilter { Kind = RecordKind.Memory, Project = project },
        Fingerprint = query,
    };

    public async Task<Outcome<SearchPage>> RunAsync(SearchQuestion question) => await Store.ReadAsync(reader => _pipeline.RunAsync(reader, question), default);

    public async Task<SearchPage> AskAsync(SearchQuestion question) => (await RunAsync(question)).Value;

    public Task<SearchPage> AskAsync(string query) => AskAsync(Question(query));

    /// <summary>Ids of the first page, best first.</summary>
    public async Task<string[]> FindAsync(string query) => [.. (await AskAsync(query)).Hits.Select(hit => hit.Record.Id)];

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Provenance By(string principal) => new("local", principal, "editor", "1", "s", "r", "memory_save");
}
