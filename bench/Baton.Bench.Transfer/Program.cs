using Baton.Bench.Transfer;

// What an operator's commands on a whole store take: export, import, rewind and vault, each a process of its own.
//   build/publish
//   dotnet run -c Release --project bench/Baton.Bench.Transfer               10,000 and 100,000 records
//   dotnet run -c Release --project bench/Baton.Bench.Transfer -- --quick    10,000 records
int[] sizes = args.Contains("--quick") ? [10_000] : [10_000, 100_000];
Console.WriteLine($"{"records",9} {"MiB",5}  {"command",-34} {"seconds",8} {"CPU s",7} {"peak MiB",9}");
foreach (var size in sizes)
{
    var folder = Directory.CreateTempSubdirectory("baton-bench-").FullName;
    try
    {
        string At(string name) => Path.Combine(folder, name);
        ExportFile.Write(At("made.jsonl"), size);
        var bytes = new FileInfo(At("made.jsonl")).Length;
        void Show(string what, Cost cost)
            => Console.WriteLine($"{size,9:N0} {bytes / 1048576,5}  {what,-34} {cost.Seconds,8:F1} {cost.ProcessorSeconds,7:F1} {cost.PeakMegabytes,9:F0}");

        Show("import", Cost.Of(At("one"), "import", At("made.jsonl")));
        Show("export", Cost.Of(At("one"), "export", At("one.jsonl")));
        Show("import --atomic of that", Cost.Of(At("two"), "import", "--atomic", At("one.jsonl")));
        Show("import again, all there already", Cost.Of(At("two"), "import", At("one.jsonl")));
        Show("export", Cost.Of(At("two"), "export", At("two.jsonl")));
        if (!Same(At("one.jsonl"), At("two.jsonl"))) throw new InvalidOperationException("The two exports differ.");
        Show($"rewind of {ExportFile.RogueWrites:N0} writes, preview", Cost.Of(At("two"), "rewind", "--grant", ExportFile.Rogue, "--since", "2026-01-01"));
        Show($"rewind of {ExportFile.RogueWrites:N0} writes, applied", Cost.Of(At("two"), "rewind", "--grant", ExportFile.Rogue, "--since", "2026-01-01", "--apply"));
        if (size > 10_000) continue;
        Show("vault sync, every file new", Cost.Of(At("two"), "vault", "sync", "--vault", At("vault")));
        Show("vault sync, nothing new", Cost.Of(At("two"), "vault", "sync", "--vault", At("vault")));
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

static bool Same(string one, string other)
{
    using var first = File.OpenRead(one);
    using var second = File.OpenRead(other);
    return System.Security.Cryptography.SHA256.HashData(first).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(second));
}
