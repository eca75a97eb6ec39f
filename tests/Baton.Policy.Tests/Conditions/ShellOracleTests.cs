using System.Diagnostics;
using System.Text;
using Baton.Policy.Conditions.Values;

namespace Baton.Policy.Tests.Conditions;

/// <summary>Whatever the splitter takes for one simple command, the system's shell splits into the very same words.</summary>
public sealed class ShellOracleTests
{
    private const string Letters = "ab=-.,/:@%+_ '\"\t";
    private const string Dangerous = "|&;<>()$`\\*?[]{}~!#\n\r";

    [Fact]
    public async Task Split_AnyAcceptedCommand_IsSplitAlikeByTheShell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no POSIX shell on Windows.");
        var random = new Random(10);
        var accepted = new List<(string Command, List<string> Words)>();
        while (accepted.Count < 300)
        {
            var command = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)]));
            if (ShellWords.Split(command) is { } words) accepted.Add((command, words));
        }
        var script = string.Concat(accepted.Select(one => $"printf '<%s>' {one.Command}\nprintf '\\n'\n"));

        var printed = await RunAsync(script);

        printed.ShouldBe([.. accepted.Select(one => string.Concat(one.Words.Select(word => $"<{word}>")))]);
    }

    [Fact]
    public void Split_ACommandWithAnyMetacharacter_IsRefusedUnlessQuoted()
    {
        foreach (var letter in Dangerous)
        {
            ShellWords.Split($"git a{letter}b").ShouldBeNull($"bare {(int)letter}");
            ShellWords.Split($"git {letter}").ShouldBeNull($"alone {(int)letter}");
            var inSingle = ShellWords.Split($"git 'a{letter}b'");
            if (letter is '\n' or '\r') inSingle.ShouldBeNull();
            else inSingle.ShouldBe(["git", $"a{letter}b"]);
            if ("$`\\!\n\r".Contains(letter, StringComparison.Ordinal)) ShellWords.Split($"git \"a{letter}b\"").ShouldBeNull($"in double quotes {(int)letter}");
            else ShellWords.Split($"git \"a{letter}b\"").ShouldBe(["git", $"a{letter}b"]);
        }
    }

    [Theory]
    [InlineData("  git   log ", "git|log")]
    [InlineData("'g'i\"t\" log", "git|log")]
    [InlineData("git ''", "git|")]
    [InlineData("git a=b", "git|a=b")]
    [InlineData("git \"it's\"", "git|it's")]
    [InlineData("git '\"'", "git|\"")]
    [InlineData("a\tb", "a|b")]
    public void Split_Words_AreJoinedAndKept(string command, string words) => ShellWords.Split(command).ShouldBe(words.Split('|'));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a=1 git")]
    [InlineData("'a=1' git")]
    [InlineData("git 'a")]
    [InlineData("git \"a")]
    [InlineData("git 'a''")]
    [InlineData("git\0log")]
    public void Split_WhatIsNoSimpleCommand_IsRefused(string command) => ShellWords.Split(command).ShouldBeNull();

    private static async Task<string[]> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", "-s") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) })!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var printed = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
