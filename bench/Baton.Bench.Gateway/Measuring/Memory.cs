using Baton.Bench.Gateway.Load;
using Baton.Bench.Gateway.Peers;

namespace Baton.Bench.Gateway.Measuring;

/// <summary>What Baton holds in memory while calls and dropped streams go by; flat is good.</summary>
internal static class Memory
{
    private const int Steps = 5;

    public static async Task RunAsync(int calls, int streams)
    {
        var folder = Directory.CreateTempSubdirectory("baton-bench-").FullName;
        var (server, address) = await Child.StartAsync(Places.Self, "serve-http");
        await using var owned = server;
        await using (var baton = await BatonPeer.StartAsync("Baton", folder, "--url", address + "/mcp"))
        {
            using var client = await Client.OpenAsync(baton);
            Console.WriteLine();
            Console.WriteLine($"{"Baton, resident MiB",-34} {string.Join(' ', Enumerable.Range(1, Steps).Select(step => $"{$"{step}/{Steps}",8}"))}");
            await StepsAsync(baton, $"{calls:N0} calls", calls, call => client.CallAsync(call % 2 == 0 ? "read_note" : "add_note"));
            await StepsAsync(baton, $"{streams:N0} dropped subscriptions", streams, _ => client.DropSubscriptionAsync());
            await StepsAsync(baton, $"{streams:N0} dropped listening streams", streams, _ => client.DropListeningAsync());
            await client.CallAsync("read_note");
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task StepsAsync(Peer peer, string name, int count, Func<int, Task> act)
    {
        var held = new List<double>();
        for (var step = 0; step < Steps; step++)
        {
            for (var done = 0; done < count / Steps; done++) await act(done);
            held.Add(peer.Process!.ResidentMegabytes);
        }
        Console.WriteLine($"{name,-34} {string.Join(' ', held.Select(megabytes => $"{megabytes,8:F0}"))}");
    }
}
