using System.Text;
using Baton.Memory.Outcomes;
using Baton.Memory.Purging;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Purging;

public sealed class PurgerTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Preview_ShowsWhatWouldGoAndDestroysNothing()
    {
        var id = await SaveAsync("a", "atlas");
        await SaveAsync("b", "borea");
        var plan = (await PreviewAsync(new PurgeRequest { Project = "atlas" })).Value;
        (plan.Items.Single().Id, plan.Items.Single().Key, plan.Done).ShouldBe((id, "a", null));
        await _room.DoneAsync("handoff_load", $"{{'id':'{id}'}}");
    }

    [Fact]
    public async Task Apply_ByPrefix_AnswersNotFoundAfterwardsLikeAnIdThatNeverWas()
    {
        var id = await SaveAsync("a", "atlas");
        (await ApplyAsync(new PurgeRequest { Ids = [id.ToLowerInvariant()], Why = "private" })).Value.Done!.Records.ShouldBe(1);
        var gone = await _room.RefusedAsync(FailureCode.NotFound, "handoff_load", $"{{'id':'{id}'}}");
        var other = id[..^1] + (id[^1] == 'A' ? 'B' : 'A');
        var never = await _room.RefusedAsync(FailureCode.NotFound, "handoff_load", $"{{'id':'{other}'}}");
        (gone.Message.Replace(id, "ID"), gone.Hint).ShouldBe((never.Message.Replace(other, "ID"), never.Hint));
    }

    [Fact]
    public async Task Apply_DeletedOrExpiredBefore_TakesThoseOnly()
    {
        var kept = await SaveAsync("kept", "atlas");
        var deleted = await SaveAsync("deleted", "atlas");
        var expired = await SaveAsync("expired", "atlas", ",'ttl':'1d'");
        await _room.DoneAsync("handoff_delete", $"{{'id':'{deleted}'}}");
        _room.Clock.Advance(TimeSpan.FromDays(2));
        var now = _room.Clock.GetUtcNow();
        var plan = (await ApplyAsync(new PurgeRequest { DeletedBefore = now, ExpiredBefore = now })).Value;
        plan.Items.Select(item => item.Id).ShouldBe([deleted, expired], ignoreOrder: true);
        await _room.DoneAsync("handoff_load", $"{{'id':'{kept}'}}");
    }

    [Theory]
    [InlineData("h_01ZZZZZZZZ")]
    [InlineData("h_01ZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("nonsense")]
    public async Task Apply_UnknownId_IsRefusedAndNothingGoes(string unknown)
    {
        var id = await SaveAsync("a", "atlas");
        (await ApplyAsync(new PurgeRequest { Ids = [id, unknown] })).Failure!.Code.ShouldBe(FailureCode.NotFound);
        await _room.DoneAsync("handoff_load", $"{{'id':'{id}'}}");
    }

    [Fact]
    public async Task Apply_NothingSaid_IsRefused()
        => (await ApplyAsync(new PurgeRequest())).Failure!.Code.ShouldBe(FailureCode.Invalid);

    [Fact]
    public async Task Apply_UnknownProject_IsRefused()
        => (await ApplyAsync(new PurgeRequest { Project = "typo" })).Failure!.Code.ShouldBe(FailureCode.NotFound);

    [Fact]
    public async Task Preview_OfWhatIsGone_SaysWhoDestroyedIt()
    {
        var id = await SaveAsync("a", "atlas");
        await ApplyAsync(new PurgeRequest { Ids = [id] });
        (await PreviewAsync(new PurgeRequest { Ids = [id] })).Failure!.Message.ShouldContain("by ada");
    }

    [Fact]
    public async Task Export_AfterAPurge_CarriesTheTombstoneAndNothingElseOfIt()
    {
        var id = await SaveAsync("secretkey", "atlas");
        await SaveAsync("kept", "atlas");
        await ApplyAsync(new PurgeRequest { Ids = [id], Why = "asked for" });
        var file = await ExportAsync(_room);
        file.Split('\n').Count(line => line.Contains(id, StringComparison.Ordinal)).ShouldBe(1);
        file.ShouldContain($"{{\"tombstone\":{{\"id\":\"{id}\",\"kind\":\"handoff\",\"why\":\"asked for\"");
        file.ShouldNotContain("secretkey");

        await using var other = await Room.OpenAsync();
        (await ImportAsync(other, file)).Tombstones.ShouldBe(1);
        (await ExportAsync(other)).ShouldBe(file);
    }

    [Fact]
    public async Task Import_OfWhatWasPurgedHere_DoesNotBringItBack()
    {
        var id = await SaveAsync("a", "atlas");
        var before = await ExportAsync(_room);
        await ApplyAsync(new PurgeRequest { Ids = [id] });
        var report = await ImportAsync(_room, before);
        (report.Versions, report.Failed).ShouldBe((0, 1));
        report.Errors.Single().Message.ShouldContain("destroyed here");
    }

    [Fact]
    public async Task Import_TombstoneOfWhatIsHere_DestroysNothingAndSaysSo()
    {
        var id = await SaveAsync("a", "atlas");
        await using var other = await Room.OpenAsync();
        await ImportAsync(other, await ExportAsync(_room));
        await ApplyAsync(new PurgeRequest { Ids = [id] });
        var report = await ImportAsync(other, await ExportAsync(_room));
        report.Errors.Single().Message.ShouldContain("baton purge " + id);
        await other.DoneAsync("handoff_load", $"{{'id':'{id}'}}");
    }

    private async Task<string> SaveAsync(string key, string project, string more = "")
        => (await _room.DoneAsync("handoff_save", $"{{'summary':'s','key':'{key}','project':'{project}','body':'body of {key}'{more}}}")).Text("handoff.id");

    private ValueTask<Outcome<PurgePlan>> PreviewAsync(PurgeRequest request) => new Purger(_room.Store, _room.Clock).PreviewAsync(request, default);

    private ValueTask<Outcome<PurgePlan>> ApplyAsync(PurgeRequest request)
        => new Purger(_room.Store, _room.Clock).ApplyAsync(request, new Provenance("operator", "ada", null, null, null, "purge-1", "purge"), default);

    private static async Task<string> ExportAsync(Room room)
    {
        using var output = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(output, null, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<TransferReport> ImportAsync(Room room, string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await new Importer(room.Store, room.Clock).ReadAsync(input, null, default)).Value;
    }
}
