using Baton.Gateway.Audit;
using Baton.Gateway.Governance;

namespace Baton.Gateway.Tests.Governance;

public sealed class GatewaySettingsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"baton-{Guid.NewGuid():N}.json");

    [Fact]
    public void Read_NoFile_GivesTheDefaults() => GatewaySettings.Read(_file).Value.ShouldBe(GatewaySettings.Default);

    [Fact]
    public void Read_EverySetting_IsTaken()
        => Read("""{ "mcpServers": {}, "audit": { "sync": "full", "heads": "/srv/heads.jsonl", "values": true }, }""").Value.Audit
            .ShouldBe(new AuditOptions { SyncFull = true, Heads = "/srv/heads.jsonl", RecordValues = true });

    [Theory]
    [InlineData("""{"audit":{"sync":"often"}}""", "/audit/sync")]
    [InlineData("""{"audit":{"value":true}}""", "/audit/value")]
    [InlineData("""{"audit":{"values":"yes"}}""", "/audit/values")]
    [InlineData("""{"audit":[]}""", "/audit")]
    [InlineData("""{"audit":{"heads":"heads.jsonl"}}""", "/audit/heads")]
    [InlineData("""{"audit":{"heads":"../heads.jsonl"}}""", "/audit/heads")]
    [InlineData("""{"audit":{"heads":""}}""", "/audit/heads")]
    [InlineData("""{"audit":{"heads":"ftp://host/heads"}}""", "/audit/heads")]
    [InlineData("""{"audit":{"heads":"https://user:secret@host/heads"}}""", "/audit/heads")]
    [InlineData("""{"audit":{"heads":null}}""", "/audit/heads")]
    [InlineData("""{"policies":7}""", "/policies")]
    [InlineData("""{"policies":""}""", "/policies")]
    [InlineData("""{"audit":{"sync":"full"},"audit":{}}""", "")]
    [InlineData("""{"audit":{"sync":"full","sync":"normal"}}""", "")]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public void Read_WhatCannotBeMeant_IsRefusedWithItsPlace(string text, string place)
        => Read(text).Failure.ShouldNotBeNull().Path.ShouldBe(place);

    [Theory]
    [InlineData("/srv/heads.jsonl")]
    [InlineData("http://log.example:8080/heads")]
    [InlineData("https://log.example/heads?x=1")]
    public void Read_PlaceOfHeads_IsTaken(string place) => Read($$"""{"audit":{"heads":"{{place}}"} }""").Value.Audit.Heads.ShouldBe(place);

    [Fact]
    public void Read_PolicyFolder_IsTakenBesideTheAuditSection()
    {
        var read = Read("""{"policies":"/etc/baton","audit":{"values":false}}""").Value;
        (read.Policies, read.Audit).ShouldBe(("/etc/baton", new AuditOptions()));
        Read("{}").Value.ShouldBe(GatewaySettings.Default);
    }

    public void Dispose() => File.Delete(_file);

    private Baton.Memory.Outcomes.Outcome<GatewaySettings> Read(string text)
    {
        File.WriteAllText(_file, text);
        return GatewaySettings.Read(_file);
    }
}
