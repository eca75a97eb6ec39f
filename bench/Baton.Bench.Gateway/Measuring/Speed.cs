using System.Diagnostics;
using Baton.Bench.Gateway.Load;
using Baton.Bench.Gateway.Peers;

namespace Baton.Bench.Gateway.Measuring;

/// <summary>
/// Calls one after the other through each peer in turn, round by round, so that what else the machine does falls on all alike;
/// then eight clients at once.
/// </summary>
internal static class Speed
{
    private const int Clients = 8;
    private const string Read = "read_note";
    private const string Write = "add_note";

    public static async Task RunAsync(string only, int rounds, int perRound, int warmUp)
    {
        await using var field = await Field.StartAsync(only);
        var runs = new List<PeerRun>();
        foreach (var peer in field.Peers) runs.Add(new PeerRun(peer, await Client.OpenAsync(peer)));
        foreach (var run in runs)
        {
            for (var call = 0; call < warmUp; call++) await run.Client.CallAsync(call % 2 == 0 ? Read : Write);
        }
        for (var round = 0; round < rounds; round++)
        {
            foreach (var run in runs)
            {
                await run.CallAsync(Read, perRound, run.Reads);
                await run.CallAsync(Write, perRound, run.Writes);
            }
        }
        Print(runs);
        foreach (var run in runs) run.Client.Dispose();
        await TogetherAsync(field, rounds * perRound);
    }

    private static void Print(IReadOnlyList<PeerRun> runs)
    {
        Console.WriteLine($"{"one call at a time",-34} {"read p50 us",12} {"p99",8} {"write p50 us",13} {"p99",8} {"CPU us a read",14} {"a write",9} {"calls/s per core",17}");
        foreach (var run in runs)
        {
            var cost = run.Peer.Process is null
                ? ""
                : $"{run.Reads.ProcessorPerCall,14:F0} {run.Writes.ProcessorPerCall,9:F0} {1e6 / run.Writes.ProcessorPerCall,17:F0}";
            Console.WriteLine($"{run.Peer.Name,-34} {run.Reads.At(0.5),12:F0} {run.Reads.At(0.99),8:F0} {run.Writes.At(0.5),13:F0} {run.Writes.At(0.99),8:F0} {cost}");
        }
    }

    private static async Task TogetherAsync(Field field, int calls)
    {
        Console.WriteLine();
        Console.WriteLine($"{$"{Clients} clients at once",-34} {"calls/s",12} {"CPU us a call",14} {"calls/s per core",17} {"MiB",6}");
        foreach (var peer in field.Peers)
        {
            var clients = new List<Client>();
            for (var client = 0; client < Clients; client++) clients.Add(await Client.OpenAsync(peer));
            var before = peer.Process?.ProcessorSeconds ?? 0;
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(clients.Select(client => Task.Run(async () =>
            {
                for (var call = 0; call < calls / Clients; call++) await client.CallAsync(call % 2 == 0 ? Read : Write);
            })));
            var seconds = clock.Elapsed.TotalSeconds;
            var cpu = ((peer.Process?.ProcessorSeconds ?? 0) - before) * 1e6 / calls;
            var cost = peer.Process is null ? "" : $"{cpu,14:F0} {1e6 / cpu,17:F0} {peer.Process.ResidentMegabytes,6:F0}";
            Console.WriteLine($"{peer.Name,-34} {calls / seconds,12:F0} {cost}");
            foreach (var client in clients) client.Dispose();
        }
    }

    private sealed record PeerRun(Peer Peer, Client Client)
    {
        public Samples Reads { get; } = new();

        public Samples Writes { get; } = new();

        public async Task CallAsync(string tool, int calls, Samples samples)
        {
            var before = Peer.Process?.ProcessorSeconds ?? 0;
            for (var call = 0; call < calls; call++)
            {
                var started = Stopwatch.GetTimestamp();
                await Client.CallAsync(tool);
                samples.Add(Stopwatch.GetElapsedTime(started));
            }
            samples.ProcessorSeconds += (Peer.Process?.ProcessorSeconds ?? 0) - before;
        }
    }
}
