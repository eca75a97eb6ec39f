using System.Text;
using System.Text.Json;
using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Transfer;

/// <summary>One line of an export, as it may have been damaged or made by hand.</summary>
public sealed class ImportLineTests
{
    private const string By = """{"grant":"g","principal":"p","request_id":"r","operation":"o"}""";

    [Fact]
    public void Read_AProject_HasEverySetting()
    {
        var project = Read<ImportLine.OfProject>("""{"project":{"name":"web","remote":"git@x:y","secrets":"reject","approve_suspicious":true,"created_at":"2026-01-02T03:04:05.678Z","retention_seconds":86400,"later":[1]}}""").Project;
        project.ShouldBe(new Project
        {
            Name = "web", Remote = "git@x:y", Secrets = SecretsMode.Reject, ApproveSuspicious = true, Retention = TimeSpan.FromDays(1),
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        });
    }

    [Fact]
    public void Read_AProjectOfItsNameAlone_HasTheStandardSettings()
    {
        var project = Read<ImportLine.OfProject>("""{"project":{"name":"web"}}""").Project;
        (project.Secrets, project.ApproveSuspicious, project.Retention, project.Remote).ShouldBe((SecretsMode.Redact, false, null, null));
    }

    [Theory]
    [InlineData("""{"project":{"name":"web","retention_seconds":0}}""", "retention_seconds")]
    [InlineData("""{"project":{"name":"web","retention_seconds":-1}}""", "retention_seconds")]
    [InlineData("""{"project":{"name":"web","retention_seconds":9223372036854775807}}""", "out of range")]
    [InlineData("""{"project":{"name":"web","secrets":"0"}}""", "no secrets mode")]
    [InlineData("""{"project":{"name":"web","secrets":""}}""", "secrets mode")]
    [InlineData("""{"project":{"name":"web","secrets":null}}""", "null")]
    [InlineData("""{"project":{"name":""}}""", "has no name")]
    [InlineData("""{"project":{"name":"  "}}""", "has no name")]
    [InlineData("""{"project":{"name":" web"}}""", "'web'")]
    [InlineData("""{"project":{"name":"a\nb"}}""", "control character")]
    [InlineData("""{"project":{}}""", "has no name")]
    [InlineData("""{"project":"web"}""", "has no name")]
    [InlineData("""{"project":{"name":7}}""", "wrong type")]
    [InlineData("""{"project":{"name":"web","approve_suspicious":"yes"}}""", "wrong type")]
    [InlineData("""{"project":{"name":"web"},"more":1}""", "no line of an export has")]
    [InlineData("""{"segment":"00"}""", "no bytes")]
    [InlineData("""{"segment":"00","base64":"***"}""", "wrong type or is out of range")]
    [InlineData("""{"segment":"00","text":7}""", "wrong type")]
    [InlineData("""{"link":{"from":"a","to":"b","relation":"about","at":"2026-01-01T00:00:00Z"}}""", "no provenance")]
    [InlineData("""{"tombstone":{"id":"m_1","kind":"memory","why":"","at":"2026-01-01T00:00:00Z"}}""", "no provenance")]
    [InlineData("""{"tombstone":{"id":"m_1","kind":"page","why":"","at":"2026-01-01T00:00:00Z","by":{"grant":"g","principal":"p","request_id":"r","operation":"o"}}}""", "no kind of record")]
    [InlineData("""{"page":{}}""", "no line of an export")]
    [InlineData("""{}""", "no JSON object of an export")]
    [InlineData("""[]""", "no JSON object of an export")]
    [InlineData("""7""", "no JSON object of an export")]
    [InlineData("""{"baton_export":"1"}""", "wrong type")]
    [InlineData("""{"baton_export":99999999999}""", "wrong type or is out of range")]
    public void Read_WhatIsNoLine_SaysWhy(string line, string why)
        => Should.Throw<JsonException>(() => ImportLine.Read(Encoding.UTF8.GetBytes(line))).Message.ShouldContain(why);

    [Fact]
    public void Read_ALinkThatEnded_HasItsEnd()
    {
        var line = Read<ImportLine.OfLink>($$$"""{"link":{"from":"a","to":"b","relation":"about","at":"2026-01-01T00:00:00.000Z","by":{{{By}}},"removed_at":"2026-01-02T00:00:00.000Z","removed_by":{{{By}}}}}""");
        (line.Link.From, line.Link.To, line.Link.Relation, line.Link.By.Grant).ShouldBe(("a", "b", "about", "g"));
        line.End.ShouldNotBeNull().At.ShouldBe(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Read_ASegment_AsTextOrBase64_GivesItsBytes()
    {
        Read<ImportLine.OfSegment>("""{"segment":"aa","text":"h\u00e9\n\ud83c\udf8c"}""").Bytes.ToArray().ShouldBe(Encoding.UTF8.GetBytes("hé\n🎌"));
        Read<ImportLine.OfSegment>("""{"segment":"aa","base64":"/wAB"}""").Bytes.ToArray().ShouldBe([0xFF, 0, 1]);
        Read<ImportLine.OfSegment>("""{"segment":"aa","text":""}""").Bytes.Length.ShouldBe(0);
    }

    [Fact]
    public void Read_ARecord_KeepsItsDataByteForByte()
    {
        const string data = """{ "id": "m_1",  "x": 1.50, "y": "\u0041" }""";
        var line = Read<ImportLine.OfVersion>($$$"""{"memory":{{{data}}}}""");
        (line.Kind, Encoding.UTF8.GetString(line.Data.Span)).ShouldBe((RecordKind.Memory, data));
    }

    [Fact]
    public void Read_ATombstone_HasWhatWasDestroyedWhenAndWhy()
    {
        var tombstone = Read<ImportLine.OfTombstone>($$$"""{"tombstone":{"id":"m_1","kind":"memory","why":"asked to","at":"2026-01-01T00:00:00.000Z","by":{{{By}}}}}""").Tombstone;
        (tombstone.Id, tombstone.Kind, tombstone.Why, tombstone.By.Principal).ShouldBe(("m_1", RecordKind.Memory, "asked to", "p"));
    }

    private static T Read<T>(string line) where T : ImportLine => ImportLine.Read(Encoding.UTF8.GetBytes(line)).ShouldBeOfType<T>();
}
