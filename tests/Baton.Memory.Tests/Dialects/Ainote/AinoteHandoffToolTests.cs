using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary><c>handoff_save</c>, <c>handoff_list</c> and <c>handoff_get</c>, argument by argument.</summary>
public sealed class AinoteHandoffToolTests
{
    [Theory]
    [InlineData("one line")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("  😀 [[/baton:data]] \t")]
    public async Task Save_KeepsTheBytes_OnTheDisk_ForItself_AndForTheNativeTools(string content)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var saved = await room.Tools.RawAsync("handoff_save", JsonSerializer.Serialize(new { project = "rafts", topic = "logs", content }));
        saved.Failure.ShouldBeNull(saved.Text);
        const string Path = "handoffs/rafts-logs-2026-03-01.txt";
        saved.Content.Text("path").ShouldBe(Path);
        saved.Content.Text("date").ShouldBe("2026-03-01");
        saved.Content.Number("version").ShouldBe(1);
        saved.Content.Has("time").ShouldBeFalse();
        saved.Text.ShouldBe($"Handoff saved: {Path} (id {saved.Content.Text("id")}, version 1).");
        room.File(Path).ShouldBe(content);
        var got = (await room.Tools.DoneAsync("handoff_get", "{'project':'rafts','topic':'logs'}")).Content;
        got.Text("content").ShouldBe(content);
        got.Text("sha256").ShouldBe(saved.Content.Text("sha256"));
        var native = (await room.Room.DoneAsync("handoff_load", $"{{'id':'{saved.Content.Text("id")}'}}")).At("handoff");
        native.Text("body").ShouldBe(content);
        native.Text("project").ShouldBe("rafts");
        native.Text("key").ShouldBe("logs-2026-03-01");
    }

    [Theory]
    [InlineData("'date':'2026-02-28'", "handoffs/rafts-logs-2026-02-28.txt", null)]
    [InlineData("'time':'09:05'", "handoffs/rafts-logs-0905-2026-03-01.txt", "0905")]
    [InlineData("'time':'2359','date':'2024-02-29'", "handoffs/rafts-logs-2359-2024-02-29.txt", "2359")]
    [InlineData("'date':'','time':''", "handoffs/rafts-logs-2026-03-01.txt", null)]
    public async Task Save_UnderADayAndATime_IsNamedByThem_AndGotByThem(string said, string path, string? time)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var saved = (await room.Tools.DoneAsync("handoff_save", $"{{'project':'rafts','topic':'logs','content':'Cut them',{said}}}")).Content;
        saved.Text("path").ShouldBe(path);
        (saved.TryGetProperty("time", out var kept) ? kept.GetString() : null).ShouldBe(time);
        room.File(path).ShouldBe("Cut them");
        (await room.Tools.DoneAsync("handoff_get", $"{{'project':'rafts','topic':'logs',{said}}}")).Content.Text("path").ShouldBe(path);
    }

    [Theory]
    [InlineData("'date':'2026-02-30'", "/date")]
    [InlineData("'date':'01.03.2026'", "/date")]
    [InlineData("'time':'24:00'", "/time")]
    [InlineData("'time':'9'", "/time")]
    [InlineData("'topic':'a\\nb'", "/topic")]
    [InlineData("'topic':' '", "/topic")]
    [InlineData("'project':' '", "/project")]
    [InlineData("'content':' \\n'", "/content")]
    public async Task Save_OfWhatCannotBe_IsRefusedAtItsPlace_AndWritesNothing(string said, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        var members = new Dictionary<string, string> { ["project"] = "'rafts'", ["topic"] = "'logs'", ["content"] = "'Cut them'" };
        var parts = said.Split(':', 2);
        members[parts[0].Trim('\'')] = parts[1];
        (await room.Tools.RefusedAsync(FailureCode.Invalid, "handoff_save", $"{{{string.Join(',', members.Select(one => $"'{one.Key}':{one.Value}"))}}}")).Failure!.Path.ShouldBe(path);
        (await room.Tools.DoneAsync("handoff_list")).Content.Number("count").ShouldBe(0);
        Directory.EnumerateFiles(room.Vaults.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_GoesByDayThenByTime_WhicheverWasSavedFirst_AndGetTakesTheLatest()
    {
        await using var room = await AinoteRoom.OpenAsync();
        foreach (var said in (string[])["'time':'15:00'", "'time':'09:00'", "'date':'2026-02-27','time':'23:00'", "'time':'12:00'"])
        {
            await room.Tools.DoneAsync("handoff_save", $"{{'project':'rafts','topic':'logs','content':'Cut them',{said}}}");
            room.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        (await room.Tools.DoneAsync("handoff_list")).Content.At("handoffs").EnumerateArray().Select(one => $"{one.Text("date")} {one.Text("time")}")
            .ShouldBe(["2026-03-01 1500", "2026-03-01 1200", "2026-03-01 0900", "2026-02-27 2300"]);
        (await room.Tools.DoneAsync("handoff_get", "{'project':'rafts','topic':'logs'}")).Content.Text("time").ShouldBe("1500");
        (await room.Tools.DoneAsync("handoff_get", "{'project':'rafts','topic':'logs','date':'2026-02-27'}")).Content.Text("time").ShouldBe("2300");
    }

    [Fact]
    public async Task List_OfAProject_LeavesOutTheOthers_AndSaysWhatEachIs()
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("handoff_save", "{'project':'rafts','topic':'logs','content':'Cut them'}");
        await room.Tools.DoneAsync("handoff_save", "{'project':'boats','topic':'planks','content':'Saw them'}");
        var listed = await room.Tools.DoneAsync("handoff_list", "{'project':'boats'}");
        listed.Content.Number("count").ShouldBe(1);
        listed.Content.Text("handoffs.0.topic").ShouldBe("planks");
        listed.Content.Text("handoffs.0.project").ShouldBe("boats");
        listed.Content.Number("handoffs.0.bytes").ShouldBe(8);
        listed.Text.ShouldBe($"1 handoff(s), newest first.\n- handoffs/boats-planks-2026-03-01.txt ({listed.Content.Text("handoffs.0.id")}): Saw them");
        (await room.Tools.DoneAsync("handoff_list")).Content.Number("count").ShouldBe(2);
        (await room.Tools.DoneAsync("handoff_list", "{'project':'none'}")).Text.ShouldBe("0 handoff(s), newest first.");
    }

    [Theory]
    [InlineData("{'project':'rafts','topic':'none'}")]
    [InlineData("{'project':'none','topic':'logs'}")]
    [InlineData("{'project':'rafts','topic':'logs','date':'2026-03-02'}")]
    [InlineData("{'project':'rafts','topic':'logs','time':'09:00'}")]
    public async Task Get_OfWhatIsNotThere_IsNotFound_WithTheToolThatLists(string call)
    {
        await using var room = await AinoteRoom.OpenAsync();
        await room.Tools.DoneAsync("handoff_save", "{'project':'rafts','topic':'logs','content':'Cut them'}");
        var refused = await room.Tools.RefusedAsync(FailureCode.NotFound, "handoff_get", call);
        refused.Failure!.Path.ShouldBe("/topic");
        refused.Failure.Hint.ShouldBe("See handoff_list.");
    }

    [Fact]
    public async Task Get_ByIdOrKeyInPlaceOfTheTopic_IsTheSame()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Tools.DoneAsync("handoff_save", "{'project':'rafts','topic':'logs','content':'Cut them'}")).Content.Text("id");
        foreach (var topic in (string[])[id, "logs-2026-03-01"])
        {
            (await room.Tools.DoneAsync("handoff_get", $"{{'project':'rafts','topic':'{topic}'}}")).Content.Text("content").ShouldBe("Cut them");
        }
    }

    [Fact]
    public async Task Save_OfTheSameAgain_IsTheSameHandoff_AndItsFileStays()
    {
        await using var room = await AinoteRoom.OpenAsync();
        const string Call = "{'project':'rafts','topic':'logs','content':'Cut them'}";
        var first = (await room.Tools.DoneAsync("handoff_save", Call)).Content;
        var again = (await room.Tools.DoneAsync("handoff_save", Call)).Content;
        again.Text("id").ShouldBe(first.Text("id"));
        again.Text("path").ShouldBe(first.Text("path"));
        again.Text("sha256").ShouldBe(first.Text("sha256"));
        (await room.Tools.DoneAsync("handoff_list")).Content.Number("count").ShouldBe(1);
        Directory.EnumerateFiles(room.Vaults.Root, "*.txt", SearchOption.AllDirectories).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Save_WithASecret_ReplacesItInTheFileToo_AndSaysSo()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var saved = await room.Tools.DoneAsync("handoff_save", "{'project':'rafts','topic':'logs','content':'It is ghp_0123456789abcdefghijABCDEFGHIJ012345'}");
        saved.Text.ShouldContain("Redacted: 1 github_token");
        room.File(saved.Content.Text("path")).ShouldBe("It is [redacted:github_token]");
    }
}
