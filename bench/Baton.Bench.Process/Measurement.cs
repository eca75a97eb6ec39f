using System.Diagnostics;

namespace Baton.Bench.Process;

/// <summary>What was measured of one server; times in milliseconds.</summary>
internal sealed record Measurement(double Best, double Median, double P95, double MegabytesAfterOne, double MegabytesAfterAll, double CallsPerSecond)
{
    public static async Task<Measurement> RunAsync(Peer peer, int starts, int calls)
    {
        var folder = Directory.CreateTempSubdirectory("baton-bench-").FullName;
        try
        {
            await FirstResultAsync(peer, folder);
            var times = new List<double>();
            for (var round = 0; round < starts; round++) times.Add(await FirstResultAsync(peer, folder));
            times.Sort();

            using var session = Session.Start(peer, folder);
            await session.InitializeAsync();
            await session.CallAsync();
            var one = session.ResidentMegabytes();
            var clock = Stopwatch.StartNew();
            for (var call = 1; call < calls; call++) await session.CallAsync();
            return new Measurement(
                times[0], times[times.Count / 2], times[(int)(times.Count * 0.95)], one, session.ResidentMegabytes(), (calls - 1) / clock.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> FirstResultAsync(Peer peer, string folder)
    {
        var clock = Stopwatch.StartNew();
        using var session = Session.Start(peer, folder);
        await session.InitializeAsync();
        await session.CallAsync();
        return clock.Elapsed.TotalMilliseconds;
    }
}
