using System.Text;
using Baton.Memory.Projects;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;

namespace Baton.Bench.Search;

/// <summary>Fills a store and asks it.</summary>
internal static class Measurement
{
    private const int Questions = 200;
    private const int Batch = 5000;
    private static readonly SearchPipeline Pipeline = new((_, record) => new(new SearchDocument("", Encoding.UTF8.GetString(record.Data.Span))));

    public static async Task OneProjectAsync(int size)
    {
        using var place = new Place();
        await using var store = await SqliteMemoryStore.OpenAsync(place.Folder, TimeProvider.System);
        await FillAsync(store, "p0", size, seed: 1);
        using var raw = new RawFts(place.Folder.File("memory.db"));
        await AskAsync(store, raw, $"{size:N0}", 0);
    }

    /// <summary>One project of twenty beside the same project alone.</summary>
    public static async Task TwentyProjectsAsync(int size)
    {
        using var place = new Place();
        await using var store = await SqliteMemoryStore.OpenAsync(place.Folder, TimeProvider.System);
        await FillAsync(store, "p0", size / 20, seed: 100);
        using (var alone = new RawFts(place.Folder.File("memory.db"))) await AskAsync(store, alone, $"{size / 20:N0} alone", 0);
        for (var project = 1; project < 20; project++) await FillAsync(store, $"p{project}", size / 20, seed: 100 + project);
        using var raw = new RawFts(place.Folder.File("memory.db"));
        await AskAsync(store, raw, $"{size / 20:N0} of {size:N0}", 0);
    }

    private static async Task AskAsync(SqliteMemoryStore store, RawFts raw, string memories, int project)
    {
        var corpus = new Corpus(9);
        var questions = Enumerable.Range(0, Questions).Select(_ => corpus.Question()).ToList();
        var (ours, words, plain) = (new SearchTiming(), new SearchTiming(), new SearchTiming());
        for (var round = 0; round < 2; round++)
        {
            (ours, words, plain) = (new SearchTiming(), new SearchTiming(), new SearchTiming());
            foreach (var question in questions)
            {
                await ours.MeasureAsync(() => SearchAsync(store, question, $"p{project}"));
                await words.MeasureAsync(() => Task.FromResult(raw.Search(question, stopWords: false, project)));
                await plain.MeasureAsync(() => Task.FromResult(raw.Search(question, stopWords: true, project)));
            }
        }
        ours.Print(memories, "Baton");
        words.Print(memories, "raw FTS5, content words");
        plain.Print(memories, "raw FTS5, whole question");
    }

    private static async Task SearchAsync(SqliteMemoryStore store, string question, string project)
    {
        var page = await store.ReadAsync(reader => Pipeline.RunAsync(reader, new SearchQuestion
        {
            Query = question,
            Scope = new Scope { Principal = "ada", Now = DateTimeOffset.UnixEpoch.AddYears(60) },
            Filter = new RecordFilter { Kind = RecordKind.Memory, Project = project },
            Fingerprint = question,
        }), default);
        if (page.Value.Hits.IsEmpty) throw new InvalidOperationException($"Nothing was found for '{question}'.");
    }

    private static async Task FillAsync(SqliteMemoryStore store, string project, int count, int seed)
    {
        var corpus = new Corpus(seed);
        for (var start = 0; start < count; start += Batch)
        {
            var first = start;
            await store.WriteAsync<bool>(async writer =>
            {
                if (first == 0) await writer.PutProjectAsync(new Project { Name = project, CreatedAt = DateTimeOffset.UnixEpoch });
                for (var number = first; number < Math.Min(first + Batch, count); number++) await writer.PutVersionAsync(Version(corpus, project, number));
                return true;
            }, default);
        }
    }

    private static StoredVersion Version(Corpus corpus, string project, int number)
    {
        var text = corpus.Text();
        var by = new Provenance("local", "ada", "bench", "1", "s", "r", "memory_save");
        var at = DateTimeOffset.UnixEpoch.AddYears(50).AddMinutes(number);
        return new StoredVersion
        {
            Id = $"m_{project}_{number:D8}",
            Kind = RecordKind.Memory,
            Version = 1,
            Project = project,
            Owner = "ada",
            Thread = $"t{number / 30}",
            Position = number % 30,
            CreatedAt = at,
            RecordedAt = at,
            By = by,
            CreatedBy = by,
            Data = Encoding.UTF8.GetBytes(text),
            Search = new SearchText("", corpus.Speaker(), text),
        };
    }

    private sealed class Place : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("baton-bench-").FullName;

        public DataFolder Folder => new(_path);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
