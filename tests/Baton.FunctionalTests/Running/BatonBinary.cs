using System.Diagnostics;
using Baton.TestSupport;

namespace Baton.FunctionalTests.Running;

/// <summary>The published program under test: <c>BATON_BINARY</c>, else what <c>build/publish</c> left in artifacts.</summary>
public static class BatonBinary
{
    /// <summary>Its path; skips the test with a reason when there is none.</summary>
    public static string Require()
    {
        var path = Environment.GetEnvironmentVariable("BATON_BINARY") is { Length: > 0 } given
            ? given
            : Repository.At("artifacts", "baton", "baton");
        Assert.SkipUnless(File.Exists(path), $"The published program is absent: run build/publish, or name it in BATON_BINARY ({path}).");
        return path;
    }

    /// <summary>How to start it on a data folder, deaf to the environment of whoever runs the tests.</summary>
    public static ProcessStartInfo Start(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo(Require(), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BATON_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["BATON_DATA"] = data;
        return start;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(string data, string? input, params string[] arguments)
        => await RunAsync(Start(data, arguments), input);

    /// <inheritdoc cref="RunAsync(string, string, string[])"/>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, string? input)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null) await process.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(input));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }
}

/// <summary>What a command returned and said.</summary>
public sealed record CommandResult(int Code, string Out, string Error);
