using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Baton.TestSupport;

namespace Baton.Architecture.Tests;

/// <summary>
/// <c>build/publish</c> restores by itself and publishes without restoring. What it restores is asked of the project under the very
/// arguments that it gives, so that a machine with an empty package cache can build.
/// </summary>
public sealed class PublishScriptTests : IDisposable
{
    private const string Recorder = """
        #!/usr/bin/env bash
        printf '%s\n' "$@" >"$RECORD/$1"
        if [ "$1" = publish ]; then mkdir -p "${@: -1}"; fi
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Publish_NeedsNoPack_ThatItDoesNotRestore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "Elsewhere publishing restores.");
        await RecordAsync();
        var (restored, published) = (Given("restore"), Given("publish"));
        published.ShouldContain("--no-restore");

        var packs = await PacksAsync(published);

        packs.ShouldContain(pack => pack.StartsWith("Microsoft.NETCore.App.Crossgen2.", StringComparison.Ordinal));
        packs.Except(await PacksAsync(restored)).ShouldBeEmpty();
    }

    /// <summary>Runs the script with a <c>dotnet</c> that only writes down what it is given.</summary>
    private async Task RecordAsync()
    {
        var stub = Path.Combine(_folder, "dotnet");
        await File.WriteAllTextAsync(stub, Recorder);
        File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [Repository.At("build", "publish"), Path.Combine(_folder, "out")]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["RECORD"] = _folder;
        (await RunAsync(start, static process => process.StandardError)).ShouldBeEmpty();
    }

    private string[] Given(string command) => File.ReadAllLines(Path.Combine(_folder, command));

    /// <summary>The packs, with their versions, that the SDK takes from the registry under those arguments.</summary>
    private static async Task<string[]> PacksAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", "-t:ProcessFrameworkReferences", "-getItem:PackageDownload", .. Properties(arguments)])
        {
            RedirectStandardOutput = true,
        };
        using var json = JsonDocument.Parse(await RunAsync(start, static process => process.StandardOutput));
        return [.. json.RootElement.GetProperty("Items").GetProperty("PackageDownload").EnumerateArray()
            .Select(pack => $"{pack.GetProperty("Identity").GetString()} {pack.GetProperty("Version").GetString()}")];
    }

    /// <summary>The project and the properties that the SDK makes of a command's arguments.</summary>
    private static IEnumerable<string> Properties(string[] arguments)
    {
        for (var at = 1; at < arguments.Length; at++)
        {
            if (arguments[at].EndsWith(".csproj", StringComparison.Ordinal) || arguments[at].StartsWith("-p:", StringComparison.Ordinal)) yield return arguments[at];
            else if (arguments[at] is "-c" or "-r" or "--self-contained")
            {
                yield return $"-p:{arguments[at] switch { "-c" => "Configuration", "-r" => "RuntimeIdentifier", _ => "SelfContained" }}={arguments[++at]}";
            }
        }
    }

    private static async Task<string> RunAsync(ProcessStartInfo start, Func<Process, StreamReader> output)
    {
        using var process = Process.Start(start)!;
        var text = await output(process).ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, text);
        return text;
    }
}
