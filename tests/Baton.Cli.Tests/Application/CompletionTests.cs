using System.Diagnostics;
using System.Text;

namespace Baton.Cli.Tests.Application;

/// <summary>The scripts that make shells complete, read by the shells that are here.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Script_OfEachShellThatIsHere_IsReadWithoutComplaint()
    {
        var read = 0;
        foreach (var (shell, check) in new[] { ("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute") })
        {
            if (Find(shell) is null) continue;
            var file = _cli.Write($"completion.{shell}", (await _cli.RunAsync("completion", shell)).Out);
            (await RunAsync(shell, [check, file])).ShouldBe((0, "", ""), shell);
            read++;
        }
        if (OperatingSystem.IsLinux()) read.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("bash", "complete -F _baton baton")]
    [InlineData("zsh", "compdef _baton baton")]
    [InlineData("fish", "complete -c baton")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName baton")]
    public async Task Script_OfAShell_RegistersItself(string shell, string line)
    {
        var result = await _cli.RunAsync("completion", shell);
        (result.Code, result.Error).ShouldBe((0, ""));
        result.Out.ShouldContain(line);
        result.Out.ShouldContain("[suggest:");
        result.Out.ShouldEndWith("\n");
    }

    [Theory]
    [InlineData("handoff sa", "save")]
    [InlineData("completion z", "zsh")]
    [InlineData("handoff list --sta", "--status")]
    [InlineData("hand", "handoff")]
    [InlineData("policy e", "explain")]
    public async Task Suggest_BegunWord_IsCompleted(string line, string expected)
    {
        var text = $"baton {line}";
        var result = await _cli.RunAsync($"[suggest:{text.Length}]", text);
        result.Code.ShouldBe(0, result.Error);
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldContain(expected);
    }

    // A stand-in for the program answers what it was asked, so that the script is seen to ask, and to offer the answer.
    [Fact]
    public async Task Script_OfBash_AsksTheProgramForTheLineAndOffersItsAnswer()
    {
        Assert.SkipUnless(Find("bash") is not null && !OperatingSystem.IsWindows(), "bash is not installed.");
        _cli.Write("completion.bash", (await _cli.RunAsync("completion", "bash")).Out);
        var program = _cli.Write("bin/baton", "#!/bin/sh\nprintf '%s\\n' \"$1\" \"$2\" > \"$ASKED\"\nprintf 'save\\nsearch\\nlist\\n'\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        var script = _cli.Write("try.bash", $$"""
            export ASKED={{_cli.At("asked")}}
            PATH={{_cli.At("bin")}}:$PATH
            source {{_cli.At("completion.bash")}}
            COMP_LINE="baton handoff s"; COMP_POINT=15; COMP_WORDS=(baton handoff s); COMP_CWORD=2
            _baton
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var (code, output, error) = await RunAsync("bash", ["--norc", script]);
        (code, error).ShouldBe((0, ""));
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["save", "search"]);
        File.ReadAllLines(_cli.At("asked")).ShouldBe(["[suggest:15]", "baton handoff s"]);
    }

    public void Dispose() => _cli.Dispose();

    private static string? Find(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static async Task<(int Code, string Out, string Error)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
