using Baton.Cli.Application;
using Baton.Cli.Configuration;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Configuration;

/// <summary>The file that <c>baton config</c> keeps: replaced whole, and never read as something else than it says.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private SettingsFile File => SettingsFile.Of(new DataFolder(_cli.At("data")));

    [Fact]
    public void Read_NoFile_HasNothing() => File.Read().ShouldBeEmpty();

    [Fact]
    public void Set_ThenRead_GivesEveryValueInOrder()
    {
        File.Set("b", "2");
        File.Set("a", "ü \"quoted\"\n");
        File.Set("b", "3");

        File.Read().Select(pair => (pair.Key, pair.Value)).ShouldBe([("a", "ü \"quoted\"\n"), ("b", "3")]);
    }

    [Fact]
    public void Set_Null_TakesTheNameAwayAndTheOthersStay()
    {
        File.Set("a", "1");
        File.Set("b", "2");
        File.Set("a", null);
        File.Set("never", null);

        File.Read().Keys.ShouldBe(["b"]);
    }

    [Fact]
    public void Set_LeavesNoDraftBehind()
    {
        File.Set("a", "1");
        Directory.EnumerateFiles(_cli.At("data")).Select(Path.GetFileName).ShouldBe(["settings.json"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":\"1\",\"a\":\"2\"}")]
    [InlineData("{\"a\":\"1\"")]
    [InlineData("{\"a\":\"1\"} x")]
    public void Read_WhatIsNoObjectOfStrings_IsRefusedByName(string text)
    {
        var path = _cli.Write("data/settings.json", text);
        Should.Throw<IOException>(() => File.Read()).Message.ShouldStartWith($"{path} is not a JSON object of strings: ");
    }

    // Every command reads it: a file that somebody damaged must stop them with a word, never with a fault of the program.
    [Theory]
    [InlineData("config list")]
    [InlineData("config get embeddings.url")]
    [InlineData("config set embeddings.model m")]
    [InlineData("config unset embeddings.model")]
    [InlineData("handoff list")]
    [InlineData("memory save text")]
    [InlineData("session start")]
    [InlineData("memory vectors")]
    public async Task Run_DamagedSettings_IsTheEnvironmentsFaultAndKeepsTheFile(string line)
    {
        foreach (var damage in new[] { "{\"ainote.time_zone\":null}", "{\"a\":\"1\",\"a\":\"2\"}", "{" })
        {
            var path = _cli.Write("data/settings.json", damage);

            var result = await _cli.RunAsync(line.Split(' '));

            result.Code.ShouldBe(ExitCode.Environment, result.ToString());
            result.Out.ShouldBeEmpty();
            result.Error.ShouldStartWith($"baton: {path} is not a JSON object of strings: ");
            System.IO.File.ReadAllText(path).ShouldBe(damage);
        }
    }

    public void Dispose() => _cli.Dispose();
}
