using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Handoffs;

public sealed class HandoffSavingTests
{
    [Fact]
    public async Task Save_NewHandoff_ReturnsItsReceipt()
    {
        await using var room = await Room.OpenAsync();
        var content = await room.DoneAsync("handoff_save", "{'summary':'Login works','project':'demo','body':'héllo'}");
        content.Text("handoff.id").ShouldStartWith("h_");
        content.Text("handoff.project").ShouldBe("demo");
        content.Number("handoff.version").ShouldBe(1);
        content.Number("handoff.bytes").ShouldBe(6);
        content.Text("handoff.sha256").ShouldBe("3c48591d8d098a4538f5e013dfcf406e948eac4d3277b10bf614e295d6068179");
        content.Text("handoff.status").ShouldBe("open");
        content.Texts("warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_SameTitleTwiceWithoutKey_DerivesTwoKeys()
    {
        await using var room = await Room.OpenAsync();
        var one = await room.DoneAsync("handoff_save", "{'summary':'s','title':'Fix: the Login!'}");
        var other = await room.DoneAsync("handoff_save", "{'summary':'s','title':'Fix: the Login!'}");
        one.Text("handoff.key").ShouldStartWith("fix-the-login-");
        other.Text("handoff.key").ShouldNotBe(one.Text("handoff.key"));
        other.Text("handoff.id").ShouldNotBe(one.Text("handoff.id"));
    }

    [Fact]
    public async Task Save_ExistingKey_KeepsWhatIsLeftOutAndClearsNullAndEmpty()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'one','key':'k','title':'T','thread':'th','decisions':['d'],'pending':['p'],'tags':['x'],'body':'b','priority':1,'to':'bob'}");
        await room.DoneAsync("handoff_update", "{'key':'k','comment':'seen'}");
        var saved = await room.DoneAsync("handoff_save", "{'summary':'two','key':'k','title':null,'decisions':[],'to':null}");
        saved.Number("handoff.version").ShouldBe(3);
        var loaded = (await room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff");
        loaded.Text("summary").ShouldBe("two");
        loaded.Has("title").ShouldBeFalse();
        loaded.Has("decisions").ShouldBeFalse();
        loaded.Has("to").ShouldBeFalse();
        loaded.Text("thread").ShouldBe("th");
        loaded.Texts("pending").ShouldBe(["p"]);
        loaded.Texts("tags").ShouldBe(["x"]);
        loaded.Text("body").ShouldBe("b");
        loaded.Number("priority").ShouldBe(1);
        loaded.Text("comments.0.text").ShouldBe("seen");
    }

    [Fact]
    public async Task Save_OntoDone_StaysDoneUntilOpenIsGiven()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}");
        await room.DoneAsync("handoff_update", "{'key':'k','status':'done'}");
        (await room.DoneAsync("handoff_save", "{'summary':'more','key':'k'}")).Text("handoff.status").ShouldBe("done");
        (await room.DoneAsync("handoff_save", "{'summary':'again','key':'k','status':'open'}")).Text("handoff.status").ShouldBe("open");
    }

    [Fact]
    public async Task Save_ExistingKeyWithOnConflictError_IsRefusedAsDuplicate()
    {
        await using var room = await Room.OpenAsync();
        var id = (await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}")).Text("handoff.id");
        var failure = await room.RefusedAsync(FailureCode.Duplicate, "handoff_save", "{'summary':'s2','key':'k','on_conflict':'error'}");
        failure.Message.ShouldContain(id);
        (await room.DoneAsync("handoff_load", "{'key':'k'}")).Text("handoff.summary").ShouldBe("s");
    }

    [Fact]
    public async Task Save_StaleIfMatch_NamesTheCurrentVersionAndTheChangedFields()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'one','key':'k'}");
        await room.DoneAsync("handoff_save", "{'summary':'two','key':'k','pending':['p']}");
        var failure = await room.RefusedAsync(FailureCode.StaleVersion, "handoff_save", "{'summary':'three','key':'k','if_match':1}");
        failure.Path.ShouldBe("/if_match");
        var details = System.Text.Json.JsonDocument.Parse(failure.DetailsJson!).RootElement;
        details.Number("current_version").ShouldBe(2);
        var changed = details.At("changed").EnumerateArray().ToDictionary(change => change.Text("field"), change => change);
        changed.Keys.Order().ShouldBe(["pending", "summary"]);
        changed["summary"].Text("then").ShouldBe("\"one\"");
        changed["summary"].Text("now").ShouldBe("\"two\"");
        (await room.DoneAsync("handoff_save", "{'summary':'three','key':'k','if_match':2}")).Number("handoff.version").ShouldBe(3);
    }

    [Fact]
    public async Task Save_SameIdempotencyKey_ReturnsTheFirstResultAndWritesNothing()
    {
        await using var room = await Room.OpenAsync();
        var first = await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i1'}");
        var repeat = await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i1'}");
        repeat.GetRawText().ShouldBe(first.GetRawText());
        var other = await room.DoneAsync("handoff_save", "{'summary':'other','idempotency_key':'i1'}");
        other.Text("handoff.id").ShouldBe(first.Text("handoff.id"));
        other.Texts("warnings").ShouldHaveSingleItem().ShouldContain("other arguments");
        room.Clock.Advance(TimeSpan.FromHours(25));
        (await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i1'}")).Text("handoff.id").ShouldNotBe(first.Text("handoff.id"));
    }

    [Fact]
    public async Task Save_IdempotencyKeyOfAnotherGrant_IsAKeyOfItsOwn()
    {
        await using var room = await Room.OpenAsync();
        var first = await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i1'}");
        var other = await room.DoneAsync("handoff_save", "{'summary':'s','idempotency_key':'i1'}", room.Caller(grant: "ci"));
        other.Text("handoff.id").ShouldNotBe(first.Text("handoff.id"));
    }
}
