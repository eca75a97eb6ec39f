using System.Globalization;

namespace Baton.Bench.Storage;

/// <summary>Fills both stores with the same records and measures both doing the same.</summary>
internal static class Comparison
{
    private const int Batch = 500;
    private const int Repetitions = 300;

    /// <summary>About as many texts as make a mebibyte.</summary>
    private const int MiB = 3_600;
    private const string Project = "atlas";
    private const string Small = "small";

    public static async Task RunAsync(string folder, int size)
    {
        using var raw = new RawStore(Path.Combine(folder, "raw.db"));
        var data = Path.Combine(folder, "data");
        await using (var store = await BatonStore.OpenAsync(data))
        {
            await FillAsync(store, raw, size);
            await CompareAsync(size, "write one, durable", Writes(store, "b", texts: 1), Writes(raw, "b", texts: 1));
            await CompareAsync(size, "write one of 1 MiB, durable", Writes(store, "c", MiB), Writes(raw, "c", MiB), repetitions: 10);
            var corpus = new Corpus(99);
            var questions = Enumerable.Range(0, Repetitions).Select(_ => corpus.Question()).ToArray();
            await CompareAsync(size, "search, 3 words, best 10",
                turn => store.SearchAsync(Project, questions[turn]), turn => Task.FromResult(raw.Search(questions[turn])));
            await CompareAsync(size, "search a project of 1,000 in it",
                turn => store.SearchAsync(Small, questions[turn]), turn => Task.FromResult(raw.Search(questions[turn])));
            await CompareAsync(size, "get by id", turn => store.GetAsync(Id(turn * 7 % size)), turn => Task.FromResult(raw.Get(Id(turn * 7 % size))));
            await CompareAsync(size, "newest 20", _ => store.NewestAsync(Project), _ => Task.FromResult(raw.Newest()));
        }
        await CompareAsync(size, "open, get, close", async turn =>
        {
            await using var store = await BatonStore.OpenAsync(data);
            return await store.GetAsync(Id(turn));
        }, raw: null);
    }

    private static async Task FillAsync(BatonStore store, RawStore raw, int size)
    {
        var corpus = new Corpus(1);
        foreach (var batch in Enumerable.Range(0, size).Select(number => (Id(number), corpus.Text(), (long)number)).Chunk(Batch))
        {
            await store.WriteAsync(Project, batch);
            raw.Write(batch);
        }
        await store.WriteAsync(Small, Enumerable.Range(0, 1000).Select(number => ($"s{number}", corpus.Text(), (long)number)));
    }

    private static Func<int, Task<int>> Writes(BatonStore store, string prefix, int texts)
    {
        var corpus = new Corpus(2);
        return async turn =>
        {
            await store.WriteAsync(Project, [($"{prefix}{turn}", Long(corpus, texts), turn)]);
            return 0;
        };
    }

    private static Func<int, Task<int>> Writes(RawStore raw, string prefix, int texts)
    {
        var corpus = new Corpus(2);
        return turn =>
        {
            raw.Write([($"{prefix}{turn}", Long(corpus, texts), turn)]);
            return Task.FromResult(0);
        };
    }

    private static string Long(Corpus corpus, int texts) => string.Concat(Enumerable.Range(0, texts).Select(_ => corpus.Text()));

    private static async Task CompareAsync(int size, string operation, Func<int, Task<int>> baton, Func<int, Task<int>>? raw, int repetitions = Repetitions)
    {
        var (ours, theirs) = (new Samples(), new Samples());
        for (var turn = 0; turn < repetitions; turn++)
        {
            await ours.MeasureAsync(() => baton(turn));
            if (raw is not null) await theirs.MeasureAsync(() => raw(turn));
        }
        var beside = raw is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{theirs.P50,10:0.000} {theirs.P95,9:0.000} {ours.P95 / theirs.P95,9:0.00}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,9}  {operation,-34} {ours.P50,10:0.000} {ours.P95,9:0.000} {beside}"));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"m_{number:00000000}");
}
