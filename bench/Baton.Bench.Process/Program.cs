using Baton.Bench.Process;

// A server over stdio from process start to its first tool result, and what it holds in memory, beside the npm reference
// memory server in the same run.
//   build/publish && build/install-test-services
//   dotnet run -c Release --project bench/Baton.Bench.Process               20 starts, 5,000 calls
//   dotnet run -c Release --project bench/Baton.Bench.Process -- --quick    5 starts, 500 calls
var quick = args.Contains("--quick");
var (starts, calls) = quick ? (5, 500) : (20, 5_000);
Console.WriteLine($"{"server",-36} {"first result ms: best",22} {"p50",7} {"p95",7} {"MiB after 1 call",17} {$"after {calls:N0}",14} {"calls/s",9}");
foreach (var peer in Peers.All())
{
    if (peer.Missing is { } missing)
    {
        Console.WriteLine($"{peer.Name,-36} absent: {missing}");
        continue;
    }
    var result = await Measurement.RunAsync(peer, starts, calls);
    Console.WriteLine(
        $"{peer.Name,-36} {result.Best,22:F0} {result.Median,7:F0} {result.P95,7:F0} {result.MegabytesAfterOne,17:F0} {result.MegabytesAfterAll,14:F0} {result.CallsPerSecond,9:F0}");
}
