using Baton.Memory.Embeddings;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Embeddings;

public sealed class EmbeddingBackfillTests : IAsyncLifetime
{
    private readonly Counted _generator = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Fill_ManyTexts_AsksInRequestsOf32_OnceForEach()
    {
        for (var number = 0; number < 70; number++) await _room.MemoryAsync(new { content = $"fact number {number}" });
        var reports = new List<VectorProgress>();

        (await Backfill().FillAsync(new Told(reports), default)).Value.ShouldBe(70);

        _generator.Asked.Select(texts => texts.Count).ShouldBe([32, 32, 6]);
        _generator.Asked.SelectMany(texts => texts).Distinct().Count().ShouldBe(70);
        reports.ShouldBe([new VectorProgress(32, 70), new VectorProgress(64, 70), new VectorProgress(70, 70)]);
        (await Backfill().FillAsync(null, default)).Value.ShouldBe(0, "all have one");
        _generator.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Fill_WhenTheEndpointFails_KeepsWhatItGaveBefore_AndGoesOnThere()
    {
        for (var number = 0; number < 40; number++) await _room.MemoryAsync(new { content = $"fact number {number}" });
        _generator.FailsAt = 1;
        (await Backfill().FillAsync(null, default)).Failure.ShouldNotBeNull().Message.ShouldBe("down");
        (await Backfill().ProgressAsync(default)).ShouldBe(new VectorProgress(32, 40));
        _generator.FailsAt = -1;
        (await Backfill().FillAsync(null, default)).Value.ShouldBe(8);
    }

    [Fact]
    public async Task Fill_AnotherModel_MakesEveryVectorAnew_AndEarlierOnesAreGone()
    {
        await _room.MemoryAsync(new { content = "one" });
        await _room.MemoryAsync(new { content = "two", visibility = "private" }, _room.Caller("bob"));
        (await Backfill().FillAsync(null, default)).Value.ShouldBe(2, "private ones too");
        _generator.Model = "newer";
        (await Backfill().ProgressAsync(default)).ShouldBe(new VectorProgress(0, 2));
        (await Backfill().FillAsync(null, default)).Value.ShouldBe(2);
        _generator.Model = "first";
        (await Backfill().ProgressAsync(default)).ShouldBe(new VectorProgress(0, 2));
    }

    [Fact]
    public async Task Fill_ATextWithoutDirection_IsPassedOverAndDoesNotHoldUpTheRest()
    {
        await _room.MemoryAsync(new { content = "nothing" });
        await _room.MemoryAsync(new { content = "something" });
        (await Backfill().FillAsync(null, default)).Value.ShouldBe(2);
        (await Backfill().ProgressAsync(default)).ShouldBe(new VectorProgress(1, 2));
    }

    [Fact]
    public async Task Run_ATextThatIsWrittenAsTheOthersAreDone_GetsItsVectorWithoutAnotherWrite()
    {
        await _room.MemoryAsync(new { content = "early" });
        var store = new StampedStore(_room.Store, async look =>
        {
            if (look == 2) await _room.MemoryAsync(new { content = "late" });
        });
        var time = new RestingTime();
        using var end = new CancellationTokenSource();
        var run = new EmbeddingBackfill(store, _generator, time).RunAsync(_ => { }, end.Token);
        await time.Rested.WaitAsync(TimeSpan.FromSeconds(60));
        (await Backfill().ProgressAsync(default)).ShouldBe(new VectorProgress(2, 2));
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Question_OfAnyKind_GoesOnByWordsWhenThereIsNoVector()
    {
        var questions = new QuestionVectors(_generator, TimeSpan.FromSeconds(30), TimeProvider.System);
        (await questions.OfAsync("  ", default)).ShouldBe(QuestionVector.Off);
        _generator.Asked.ShouldBeEmpty();
        (await questions.OfAsync("nothing", default)).ShouldBe(new QuestionVector(null, null));
        (await questions.OfAsync(new string('x', 5000), default)).Vector.ShouldNotBeNull().Model.ShouldBe("first:2");
        _generator.Asked[^1].Single().Length.ShouldBe(4000);
        _generator.FailsAt = _generator.Asked.Count;
        (await questions.OfAsync("why", default)).ShouldBe(new QuestionVector(null, "down The results are by words only."));
    }

    [Fact]
    public async Task Question_ThatIsNotAnsweredInTime_IsAskedByWords_AndACallerThatLeavesIsNot()
    {
        _generator.Hangs = true;
        var hasty = new QuestionVectors(_generator, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        (await hasty.OfAsync("why", default)).ShouldBe(new QuestionVector(null, "The embeddings endpoint did not answer in time; the results are by words only."));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await hasty.OfAsync("why", gone.Token));
    }

    private EmbeddingBackfill Backfill() => new(_room.Store, _generator, _room.Clock);

    private sealed class Told(List<VectorProgress> reports) : IProgress<VectorProgress>
    {
        public void Report(VectorProgress value) => reports.Add(value);
    }

    /// <summary>Keeps what it was asked; a text of nothing has no direction.</summary>
    private sealed class Counted : IEmbeddingGenerator
    {
        public string Model { get; set; } = "first";

        public List<IReadOnlyList<string>> Asked { get; } = [];

        public int FailsAt { get; set; } = -1;

        public bool Hangs { get; set; }

        public async ValueTask<Outcome<float[][]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            if (Hangs) await Task.Delay(Timeout.Infinite, cancellationToken);
            if (Asked.Count == FailsAt) return new Failure(FailureCode.StoreUnavailable, "down");
            Asked.Add(texts);
            return texts.Select(text => text == "nothing" ? new float[2] : [1f, text.Length]).ToArray();
        }
    }
}
