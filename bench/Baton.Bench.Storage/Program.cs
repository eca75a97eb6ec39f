using Baton.Bench.Storage;

// Memory in Baton's store beside raw SQLite FTS5 with the same data and the same questions, in the same run.
//   dotnet run -c Release --project bench/Baton.Bench.Storage              10,000 and 100,000 records
//   dotnet run -c Release --project bench/Baton.Bench.Storage -- --million  1,000,000 too (about 15 minutes, 4 GB)
int[] sizes = args.Contains("--quick") ? [10_000] : args.Contains("--million") ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
Console.WriteLine($"{"records",9}  {"operation",-34} {"baton p50",10} {"p95",9} {"raw p50",10} {"p95",9} {"p95 ratio",9}   (ms)");
foreach (var size in sizes)
{
    var folder = Directory.CreateTempSubdirectory("baton-bench-").FullName;
    try
    {
        await Comparison.RunAsync(folder, size);
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}
