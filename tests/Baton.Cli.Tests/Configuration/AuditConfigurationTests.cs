using System.Text.Json;
using Baton.Cli.Configuration;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Configuration;

/// <summary>The settings of the audit log: set by command or written by hand in <c>baton.json</c>, which then holds.</summary>
public sealed class AuditConfigurationTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private DataFolder Folder => new(_cli.At("data"));

    [Theory]
    [InlineData("{}", "normal", false, null)]
    [InlineData("""{"audit.sync":"full"}""", "full", false, null)]
    [InlineData("""{"audit.values":"true","audit.sync":"normal"}""", "normal", true, null)]
    [InlineData("""{"audit.heads":"https://other.example/heads","audit.values":"false"}""", "normal", false, "https://other.example/heads")]
    public void Complete_NothingInTheFile_IsWhatWasSet(string set, string sync, bool values, string? heads)
        => Read(set, null).ShouldBe(new AuditOptions { SyncFull = sync == "full", RecordValues = values, Heads = heads });

    [Theory]
    [InlineData("""{"audit":{"sync":"normal"}}""", """{"audit.sync":"full","audit.values":"true"}""", false, true)]
    [InlineData("""{"audit":{"values":false}}""", """{"audit.sync":"full","audit.values":"true"}""", true, false)]
    [InlineData("""{"audit":{"sync":"full","values":true}}""", "{}", true, true)]
    public void Complete_WhatStandsInTheFile_Holds(string file, string set, bool isFull, bool values)
        => Read(set, file).ShouldBe(new AuditOptions { SyncFull = isFull, RecordValues = values });

    [Theory]
    [InlineData("""{"audit.sync":"ful"}""", "The setting audit.sync must be normal or full; 'baton config set audit.sync' changes it.")]
    [InlineData("""{"audit.values":"1"}""", "The setting audit.values must be true or false; 'baton config set audit.values' changes it.")]
    [InlineData("""{"audit.heads":"heads"}""", "The setting audit.heads must be the absolute path of a file, or an http or https URL; 'baton config set audit.heads' changes it.")]
    public async Task Mistyped_ByHand_IsNoSilentDefault(string set, string says)
    {
        _cli.Write("data/settings.json", set);

        var result = await _cli.RunAsync("audit", "verify");

        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((3, "", $"baton: {says}"));
    }

    [Fact]
    public async Task Set_WhatStandsInTheFile_NamesTheFileAndWritesNothing()
    {
        _cli.Write("data/baton.json", """{"audit":{"sync":"full"}}""");

        (await _cli.RunAsync("config", "set", "audit.sync", "normal")).ToString().ShouldBe(
            $"2\nbaton: audit.sync stands in {_cli.At("data", "baton.json")}, which holds.\n       Change it there, or take it out there first.\n");
        File.Exists(_cli.At("data", "settings.json")).ShouldBeFalse();
        (await _cli.RunAsync("config", "set", "audit.values", "true")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Heads_SetByCommand_AreWhatVerifyLooksAt()
    {
        await _cli.RunAsync("grant", "add", "a", "--server", "memory");
        _cli.Write("heads.jsonl", (await _cli.RunAsync("audit", "head")).Out);
        await _cli.RunAsync("config", "set", "audit.heads", _cli.At("heads.jsonl"));

        (await _cli.JsonAsync("audit", "verify")).Single().GetProperty("heads").GetInt32().ShouldBe(1);
        await _cli.RunAsync("config", "unset", "audit.heads");
        (await _cli.JsonAsync("audit", "verify")).Single().GetProperty("heads").GetInt32().ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    private AuditOptions Read(string set, string? file)
    {
        foreach (var (name, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(set)!) SettingsFile.Of(Folder).Set(name, text);
        if (file is not null) _cli.Write("data/baton.json", file);
        return AuditConfiguration.Complete(GatewaySettings.Read(Folder.File(GatewaySettings.FileName)).Value, SettingsFile.Of(Folder)).Audit;
    }
}
