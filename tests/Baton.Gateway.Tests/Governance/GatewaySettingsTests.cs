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
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public void Read_WhatCannotBeMeant_IsRefusedWithItsPlace(string text, string place)
        => Read(text).Failure.ShouldNotBeNull().Path.ShouldBe(place);

    public void Dispose() => File.Delete(_file);

    private Baton.Memory.Outcomes.Outcome<GatewaySettings> Read(string text)
    {
        File.WriteAllText(_file, text);
        return GatewaySettings.Read(_file);
    }
}
