using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Transfer.Foreign;

/// <summary>The times and the ids of M3's rows, kept through an import and found in every way that M3's tools take them.</summary>
public sealed class M3TimeTests
{
    [Theory]
    // created_at, updated_at, what is kept of both
    [InlineData("\"2025-01-02T03:04:05Z\"", "\"2025-06-07T08:09:10Z\"", "2025-01-02T03:04:05.000Z", "2025-06-07T08:09:10.000Z")]
    [InlineData("\"2025-01-02T03:04:05Z\"", "null", "2025-01-02T03:04:05.000Z", "2025-01-02T03:04:05.000Z")]
    [InlineData("\"2025-01-02T03:04:05Z\"", "\"\"", "2025-01-02T03:04:05.000Z", "2025-01-02T03:04:05.000Z")]
    [InlineData("null", "\"2025-06-07T08:09:10Z\"", "2025-06-07T08:09:10.000Z", "2025-06-07T08:09:10.000Z")]
    [InlineData("\"2025-06-07T08:09:10Z\"", "\"2025-01-02T03:04:05Z\"", "2025-06-07T08:09:10.000Z", "2025-06-07T08:09:10.000Z")]
    [InlineData("\"2025-01-02 03:04:05\"", "\"2025-06-07 08:09:10+02:00\"", "2025-01-02T03:04:05.000Z", "2025-06-07T06:09:10.000Z")]
    [InlineData("1735787045", "1749283750.5", "2025-01-02T03:04:05.000Z", "2025-06-07T08:09:10.500Z")]
    [InlineData("1735787045000", "1749283750000", "2025-01-02T03:04:05.000Z", "2025-06-07T08:09:10.000Z")]
    [InlineData("\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:01Z\"", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:01.000Z")]
    [InlineData("\"1969-12-31T23:59:59Z\"", "\"1970-01-01T00:00:00Z\"", "1969-12-31T23:59:59.000Z", "1970-01-01T00:00:00.000Z")]
    public async Task Item_KeepsWhenItWasWrittenAndWhenItWasChanged(string created, string updated, string keptCreated, string keptUpdated)
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, $$"""{"id":"0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01","content":"the relay listens","created_at":{{created}},"updated_at":{{updated}}}""");
        var got = (await new DialectRoom(room, DialectNames.M3).DoneAsync("memory_get", "{'id':'0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01'}")).Content;
        Same(got.Text("created_at"), keptCreated);
        Same(got.Text("updated_at"), keptUpdated);
        got.Number("version").ShouldBe(1);
    }

    [Theory]
    [InlineData("\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59Z\"")]
    [InlineData("\"2999-01-01T00:00:00Z\"", "null")]
    [InlineData("253402300799000", "null")]
    public async Task Item_OfATimeToCome_IsOfNow(string created, string updated)
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, $$"""{"id":"x1","content":"the relay listens","created_at":{{created}},"updated_at":{{updated}}}""");
        var got = (await new DialectRoom(room, DialectNames.M3).DoneAsync("memory_get", "{'id':'x1'}")).Content;
        DateTimeOffset.Parse(got.Text("created_at"), null).ShouldBe(room.Clock.GetUtcNow());
        DateTimeOffset.Parse(got.Text("updated_at"), null).ShouldBe(room.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("-1")]
    [InlineData("true")]
    [InlineData("\"0000-01-01T00:00:00Z\"")]
    [InlineData("\"10000-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"2025-13-01T00:00:00Z\"")]
    public async Task Item_WhoseChangeIsNoTime_IsRefusedByName(string updated)
    {
        await using var room = await Room.OpenAsync();
        var report = await room.ImportAsync("m3", dryRun: false, null, Importing.File("m3.json", $$"""{"items":[{"id":"x1","content":"c","updated_at":{{updated}}}]}"""));
        (report.Records, report.Failed).ShouldBe((0, 1));
        report.Errors[0].Message.ShouldStartWith("m3.json, item 1: x1: updated_at is no time: ");
    }

    [Fact]
    public async Task Item_ThatChangedSince_IsAVersionOfItsOwnTime()
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, """{"id":"x1","content":"first","created_at":"2025-01-01T00:00:00Z","updated_at":"2025-02-01T00:00:00Z"}""");
        await ImportAsync(room, """{"id":"x1","content":"second","created_at":"2025-01-01T00:00:00Z","updated_at":"2025-03-01T00:00:00Z"}""");
        var m3 = new DialectRoom(room, DialectNames.M3);
        var got = (await m3.DoneAsync("memory_get", "{'id':'x1'}")).Content;
        (got.Text("content"), got.Number("version")).ShouldBe(("second", 2));
        Same(got.Text("created_at"), "2025-01-01T00:00:00Z");
        Same(got.Text("updated_at"), "2025-03-01T00:00:00Z");
    }

    [Theory]
    [InlineData("2026-05-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-06-01T00:00:00Z", true)]
    [InlineData("2025-04-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-06-01T00:00:00Z", false)]
    [InlineData("2025-08-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-06-01T00:00:00Z", false)]
    public async Task Item_ThatExpires_ExpiresWhenItSays(string expires, string created, string updated, bool found)
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, $$"""{"id":"x1","content":"the relay","created_at":"{{created}}","updated_at":"{{updated}}","expires_at":"{{expires}}"}""");
        var m3 = new DialectRoom(room, DialectNames.M3);
        if (!found)
        {
            (await m3.CallAsync("memory_get", "{'id':'x1'}")).Failure.ShouldNotBeNull().Code.ShouldBe("not_found");
            return;
        }
        Same((await m3.DoneAsync("memory_get", "{'id':'x1'}")).Content.Text("expires_at"), expires);
    }

    [Theory]
    // valid_from, valid_to, both as kept; what began when it was written and ended at once began at no time that is known
    [InlineData("null", "\"2025-01-02T03:04:05Z\"", null, "2025-01-02T03:04:05Z")]
    [InlineData("null", "\"2025-01-02T03:04:06Z\"", "2025-01-02T03:04:05Z", "2025-01-02T03:04:06Z")]
    [InlineData("null", "\"2024-01-01T00:00:00Z\"", null, "2024-01-01T00:00:00Z")]
    [InlineData("\"2023-01-01T00:00:00Z\"", "\"2024-01-01T00:00:00Z\"", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z")]
    [InlineData("null", "null", "2025-01-02T03:04:05Z", null)]
    [InlineData("\"9999-12-31T23:59:59Z\"", "null", "9999-12-31T23:59:59Z", null)]
    [InlineData("\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    public async Task Item_KeepsWhenItWasTrue(string from, string to, string? keptFrom, string? keptTo)
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, $$"""{"id":"x1","content":"the relay","created_at":"2025-01-02T03:04:05Z","valid_from":{{from}},"valid_to":{{to}}}""");
        var got = (await new DialectRoom(room, DialectNames.M3).DoneAsync("memory_get", "{'id':'x1'}")).Content;
        foreach (var (name, kept) in (IEnumerable<(string, string?)>)[("valid_from", keptFrom), ("valid_to", keptTo)])
        {
            if (kept is null) got.TryGetProperty(name, out _).ShouldBeFalse(name);
            else Same(got.Text(name), kept);
        }
    }

    public static TheoryData<string> Ids() => new("x1", "mem-42", "42", "Notes/2025 plan", "note_abc", "ann@example.com", "übung", "m_42", "m_abc123", "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01", "m3/x1");

    [Theory, MemberData(nameof(Ids))]
    public async Task Id_AsItWasInM3_IsTakenByEveryToolThatTakesOne(string id)
    {
        await using var room = await Room.OpenAsync();
        var quoted = JsonSerializer.Serialize(id);
        await ImportAsync(room, $$"""{"id":{{quoted}},"type":"fact","content":"the relay listens","created_at":"2025-01-01T00:00:00Z"}""");
        var m3 = new DialectRoom(room, DialectNames.M3);
        var own = (await m3.RawAsync("memory_get", $$"""{"id":{{quoted}}}""")).Content.Text("id");
        (await m3.RawAsync("memory_verify", $$"""{"id":{{quoted}}}""")).Content.Text("id").ShouldBe(own);
        (await m3.RawAsync("memory_pin", $$"""{"id":{{quoted}}}""")).Content.Text("id").ShouldBe(own);
        (await m3.RawAsync("memory_unpin", $$"""{"id":{{quoted}}}""")).Content.Text("id").ShouldBe(own);
        (await m3.RawAsync("memory_update", $$"""{"id":{{quoted}},"title":"T"}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_history", $$"""{"memory_id":{{quoted}}}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_feedback", $$"""{"memory_id":{{quoted}},"feedback":"useful"}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_graph", $$"""{"memory_id":{{quoted}}}""")).Failure.ShouldBeNull();
        var other = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'bridges sway'}")).Content.Text("id");
        (await m3.RawAsync("memory_link", $$"""{"from_id":{{quoted}},"to_id":"{{other}}"}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_link", $$"""{"from_id":"{{other}}","to_id":{{quoted}}}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_supersede", $$"""{"old_id":{{quoted}},"content":"the relay sleeps"}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_delete", $$"""{"id":{{quoted}}}""")).Failure.ShouldBeNull();
        (await m3.RawAsync("memory_get", $$"""{"id":{{quoted}}}""")).Failure.ShouldNotBeNull().Code.ShouldBe(id == "m_42" ? "invalid" : "not_found");
    }

    [Fact]
    public async Task Id_ThatIsAKeyOfThisStoreToo_NamesTheMemoryWithTheKey()
    {
        await using var room = await Room.OpenAsync();
        await ImportAsync(room, """{"id":"port","content":"imported"}""");
        await room.DoneAsync("memory_save", "{'key':'port','content':'native'}");
        (await new DialectRoom(room, DialectNames.M3).DoneAsync("memory_get", "{'id':'port'}")).Content.Text("content").ShouldBe("native");
        (await new DialectRoom(room, DialectNames.M3).DoneAsync("memory_get", "{'id':'m3/port'}")).Content.Text("content").ShouldBe("imported");
    }

    [Fact]
    public async Task Id_ThatNothingHas_IsRefusedUnderTheNameThatWasGiven()
    {
        await using var room = await Room.OpenAsync();
        var refused = await new DialectRoom(room, DialectNames.M3).RefusedAsync("not_found", "memory_get", "{'id':'nothing'}");
        refused.Failure!.Message.ShouldContain("'nothing'");
        refused.Failure.Message.ShouldNotContain("m3/");
        refused.Failure.Path.ShouldBe("/id");
    }

    [Fact]
    public async Task Export_BroughtBack_ChangesNothing_AndAnotherProjectHasACopy()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var ids = new List<string>();
        foreach (var content in (string[])["apples ripen", "bridges sway", "clocks tick"])
        {
            room.Clock.Advance(TimeSpan.FromMinutes(1));
            ids.Add((await m3.DoneAsync("memory_write", $"{{'type':'fact','content':'{content}','agent_id':'alpha'}}")).Content.Text("id"));
        }
        await m3.DoneAsync("memory_link", $"{{'from_id':'{ids[0]}','to_id':'{ids[1]}','relationship_type':'supports'}}");
        await m3.DoneAsync("memory_supersede", $"{{'old_id':'{ids[2]}','content':'clocks stand'}}");
        var before = (await m3.DoneAsync("memory_export")).Content;
        var data = new { data = (await m3.DoneAsync("memory_export")).Text };

        var report = (await m3.RawAsync("memory_import", JsonSerializer.Serialize(data))).Content;

        (report.Number("imported"), report.Number("updated"), report.Number("links"), report.Number("failed")).ShouldBe((0, 0, 0, 0));
        (await m3.DoneAsync("memory_export")).Content.At("items").GetRawText().ShouldBe(before.At("items").GetRawText());
        var copied = (await m3.RawAsync("memory_import", JsonSerializer.Serialize(new { data.data, project = "north" }), m3.Caller("bob"))).Content;
        (copied.Number("imported"), copied.Number("failed")).ShouldBe(((int)before.Number("item_count"), 0), copied.GetRawText());
    }

    [Fact]
    public async Task Export_ChangedOutside_IsAVersion_WhereItIsNewerThanWhatIsHere()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen','agent_id':'alpha'}")).Content.Text("id");
        var later = room.Clock.GetUtcNow().AddMinutes(5);
        room.Clock.Advance(TimeSpan.FromHours(1));
        string Item(string content, DateTimeOffset at) => JsonSerializer.Serialize(new { data = $$"""{"items":[{"id":"{{id}}","content":"{{content}}","updated_at":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]}""" });

        (await m3.RawAsync("memory_import", Item("pears ripen", later))).Content.Number("updated").ShouldBe(1);
        (await m3.RawAsync("memory_import", Item("plums ripen", later.AddMinutes(-30)))).Content.Number("present").ShouldBe(1);

        var got = (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;
        (got.Text("content"), got.Text("agent_id"), got.Number("version")).ShouldBe(("pears ripen", "alpha", 2));
    }

    [Fact]
    public async Task Export_OfWhatWasDeletedSince_StaysDeleted()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var id = (await m3.DoneAsync("memory_write", "{'type':'fact','content':'apples ripen'}")).Content.Text("id");
        var data = JsonSerializer.Serialize(new { data = (await m3.DoneAsync("memory_export")).Text });
        await m3.DoneAsync("memory_delete", $"{{'id':'{id}'}}");
        (await m3.RawAsync("memory_import", data)).Content.Number("present").ShouldBe(1);
        (await m3.DoneAsync("memory_export")).Content.Number("item_count").ShouldBe(0);
    }

    private static async Task ImportAsync(Room room, string item)
    {
        var report = await room.ImportAsync("m3", dryRun: false, null, Importing.File("m3.json", $$"""{"items":[{{item}}]}"""));
        report.Errors.ShouldBeEmpty();
    }

    private static void Same(string left, string right) => DateTimeOffset.Parse(left, null).ShouldBe(DateTimeOffset.Parse(right, null));
}
