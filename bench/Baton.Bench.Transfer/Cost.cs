using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Transfer;

/// <summary>What a run of the published program took.</summary>
internal sealed record Cost(double Seconds, double ProcessorSeconds, double PeakMegabytes)
{
    /// <summary>The kernel's unit of processor time, which is the same on every Linux.</summary>
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a command on a data folder to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed, or the program is absent.</exception>
    public static Cost Of(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program(), [.. arguments, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        var cost = new Cost(0, 0, 0);
        // What the kernel counts is gone with the process, so it is read until then.
        do cost = Read(process.Id) ?? cost;
        while (!process.WaitForExit(LookEvery));
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? cost with { Seconds = seconds } : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {errors.Result}");
    }

    private static Cost? Read(int process)
    {
        try
        {
            var peak = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            // After the name in parentheses, which may hold anything: user and system time are the 12th and 13th.
            var times = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            var ticks = times[11..13].Sum(text => long.Parse(text, CultureInfo.InvariantCulture));
            return new Cost(0, ticks / TicksPerSecond, double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Program()
    {
        var given = Environment.GetEnvironmentVariable("BATON_BINARY");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); given is not { Length: > 0 } && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) given = Path.Combine(folder.FullName, "artifacts", "baton", "baton");
        }
        return File.Exists(given) ? given : throw new InvalidOperationException("Run build/publish first, or name the program in BATON_BINARY.");
    }
}
