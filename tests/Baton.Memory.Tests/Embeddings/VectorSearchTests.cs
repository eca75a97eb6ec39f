using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Embeddings;

public sealed class VectorSearchTests
{
    /// <summary>No word of it is in any text; its letters are.</summary>
    private const string Misspelt = "misconfigurd autentications";

    [Fact]
    public async Task Search_NoWordInCommon_IsFoundByMeaning()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        var id = await room.Search.SaveAsync("misconfigured authentications");
        await room.Search.SaveAsync("a field of barley");
        (await room.AskAsync(Misspelt)).Hits.ShouldBeEmpty("it has no vector yet");
        (await room.FillAsync()).ShouldBe(2);
        var page = await room.AskAsync(Misspelt);
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(id);
        page.Hits[0].Parts.ShouldContain(part => part.Name == "meaning" && part.Value > 0);
        (await room.Search.AskAsync(Misspelt)).Hits.ShouldBeEmpty("vectors are off without a question's vector");
    }

    [Fact]
    public async Task Search_EndpointDown_GivesResultsByWordsAndAWarning()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        var id = await room.Search.SaveAsync("the tractor");
        await room.FillAsync();
        room.Server.Broken = (503, "busy");
        var page = await room.AskAsync("tractor");
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(id);
        page.Warnings.ShouldHaveSingleItem().ShouldContain("503");
        page.Warnings[0].ShouldContain("by words only");
        await room.Server.DisposeAsync();
        page = await room.AskAsync("tractor");
        page.Hits.Length.ShouldBe(1);
        page.Warnings.ShouldHaveSingleItem().ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task Search_ChangedAndDeletedTexts_AreNotFoundByTheirOldMeaning()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        var memory = room.Search.Memory("misconfigured authentications");
        var other = room.Search.Memory("unauthenticated configurators");
        await room.Search.SaveAsync(memory, other);
        await room.FillAsync();
        (await room.AskAsync(Misspelt)).Hits.Length.ShouldBe(2);
        await room.Search.SaveAsync(
            memory with { Version = 2, Search = new SearchText("", "", "a field of barley") },
            other with { Version = 2, Search = null, DeletedAt = room.Search.Now });
        (await room.AskAsync(Misspelt)).Hits.ShouldBeEmpty();
        (await room.FillAsync()).ShouldBe(1, "the new text only");
        (await room.AskAsync(Misspelt)).Hits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_HiddenRecords_AreNotFoundByMeaningAndChangeNoScore()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        var mine = room.Search.Memory("misconfigured authentications");
        await room.Search.SaveAsync(mine);
        await room.FillAsync();
        var before = await room.AskAsync(Misspelt);
        await room.Search.SaveAsync(
            room.Search.Memory("configure authenticator", owner: "eve") with { Visibility = Visibility.Private },
            room.Search.Memory("configure authenticators", project: "borea"),
            room.Search.Memory("configured authenticator") with { ExpiresAt = room.Search.Now });
        await room.FillAsync();
        var question = room.Search.Question(Misspelt, project: null);
        var after = await room.AskAsync(question with { Scope = question.Scope with { Projects = ["atlas"] } });
        after.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(mine.Id);
        after.Hits[0].Parts.Single(part => part.Name == "meaning").ShouldBe(before.Hits[0].Parts.Single(part => part.Name == "meaning"));
    }

    [Fact]
    public async Task Fill_OtherModel_MakesEveryVectorAnewAndNeverMixes()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        for (var i = 0; i < 40; i++) await room.Search.SaveAsync($"authentications number {i}");
        (await room.FillAsync()).ShouldBe(40);
        (await room.FillAsync()).ShouldBe(0);
        room.Use("other");
        (await room.AskAsync("autenticatons numbr")).Hits.ShouldBeEmpty("vectors of another model are not compared");
        (await room.FillAsync()).ShouldBe(40);
        (await room.AskAsync("autenticatons numbr")).Hits.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Fill_Progress_IsToldAndAFailureIsAValue()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        for (var i = 0; i < 40; i++) await room.Search.SaveAsync($"authentications number {i}");
        var told = new Told();
        (await room.Backfill.FillAsync(told, default)).Value.ShouldBe(40);
        told.Reports.ShouldBe([new VectorProgress(32, 40), new VectorProgress(40, 40)]);
        await room.Search.SaveAsync("one more");
        room.Server.Broken = (200, "{\"data\":[]}");
        (await room.Backfill.FillAsync(null, default)).Failure!.Message.ShouldContain("1 vectors of one length");
        room.Server.Broken = null;
        (await room.FillAsync()).ShouldBe(1);
        room.Server.Authorization.ShouldBe("Bearer k3y");
    }

    [Fact]
    public async Task Fill_InTheBackground_FollowsWrites()
    {
        await using var room = await EmbeddingRoom.OpenAsync();
        await room.Search.SaveAsync("misconfigured authentications");
        using var stop = new CancellationTokenSource();
        var work = room.Backfill.RunAsync(_ => { }, stop.Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await room.AskAsync(Misspelt)).Hits.IsEmpty) limit.Token.ThrowIfCancellationRequested();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => work);
    }

    private sealed class Told : IProgress<VectorProgress>
    {
        public List<VectorProgress> Reports { get; } = [];

        public void Report(VectorProgress value) => Reports.Add(value);
    }
}
