using Baton.Gateway.Audit;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Tests.Audit;

/// <summary>Heads by the clock, and the last one when Baton ends.</summary>
public sealed class AuditHeadsEndTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-heads-").FullName;
    private readonly TimerClock _time = new();
    private readonly List<string> _problems = [];
    private readonly Log _log = new();

    private string File => Path.Combine(_folder, "heads.jsonl");

    [Fact]
    public async Task Timer_EachMinuteInWhichTheChainHasGrown_SendsOneHead()
    {
        await using var heads = new AuditHeads(_log, File, _time, _problems.Add);
        _time.Advance(Minute);
        System.IO.File.Exists(File).ShouldBeFalse();

        _log.Rows = 3;
        _time.Advance(Minute);
        await Patience.Until(() => Sent().SequenceEqual([3L]));
        _time.Advance(Minute);
        _log.Rows = 5;
        _time.Advance(Minute);

        await Patience.Until(() => Sent().SequenceEqual([3L, 5L]));
        _problems.ShouldBeEmpty();
    }

    // One is on its way while Baton ends: what was written since must not go without a head.
    [Fact]
    public async Task Dispose_WhileOneIsSent_WaitsAndSendsTheLastToo()
    {
        var heads = new AuditHeads(_log, File, _time, _problems.Add);
        _log.Rows = 1;
        _log.Hold = new TaskCompletionSource();
        var sending = Task.Run(heads.SendAsync);
        await _log.Asked.Expect();
        var ending = heads.DisposeAsync().AsTask();
        ending.IsCompleted.ShouldBeFalse();

        _log.Rows = 2;
        _log.Hold.SetResult();
        await sending.WaitAsync(Patience.Limit);
        await ending.WaitAsync(Patience.Limit);

        Sent().ShouldBe([1, 2]);
        _problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispose_NothingNew_SendsNothing()
    {
        _log.Rows = 1;
        var heads = new AuditHeads(_log, File, _time, _problems.Add);
        await heads.SendAsync();
        await heads.DisposeAsync();
        _time.Advance(Minute);

        Sent().ShouldBe([1]);
    }

    [Fact]
    public async Task Send_StoreThatCannotAnswer_IsReportedAndMadeUpFor()
    {
        await using var heads = new AuditHeads(_log, File, _time, _problems.Add);
        _log.Rows = 1;
        _log.Fault = new StoreUnavailableException("The disk is gone.");
        await heads.SendAsync();
        _problems.ShouldBe([$"The audit head could not be sent to {File}: The disk is gone."]);

        _log.Fault = null;
        await heads.SendAsync();
        Sent().ShouldBe([1]);
    }

    [Theory]
    [InlineData("/srv/heads", true)]
    [InlineData("C:\\heads", true)]
    [InlineData("http://log/heads", false)]
    [InlineData("HTTPS://log/heads", false)]
    public void IsFile_Target_IsAUrlOnlyWhenItIsHttp(string target, bool expected) => AuditHeads.IsFile(target).ShouldBe(expected);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private long[] Sent() => System.IO.File.Exists(File) ? [.. System.IO.File.ReadAllLines(File).Select(line => AuditHeadText.Read(line)!.Sequence)] : [];

    /// <summary>A log of which only the head is asked.</summary>
    private sealed class Log : IAuditStore
    {
        private readonly AuditSample _sample = new(1);

        public long Rows { get; set; }

        public Exception? Fault { get; set; }

        public TaskCompletionSource? Hold { get; set; }

        public SemaphoreSlim Asked { get; } = new(0);

        public AuditHead Head()
        {
            if (Fault is not null) throw Fault;
            var rows = Rows;
            Asked.Release();
            Hold?.Task.Wait();
            return AuditHead.Sign(_sample.Keys, _sample.Id.ToString(), rows, new byte[32], default);
        }

        public ValueTask<long> AppendAsync(AuditEntry entry) => throw new NotSupportedException();

        public void Post(AuditEntry entry) => throw new NotSupportedException();

        public IEnumerable<AuditRow> Read(AuditQuery query) => throw new NotSupportedException();

        public AuditVerdict Verify(IEnumerable<AuditHead> heads, CancellationToken cancellationToken) => throw new NotSupportedException();

        public AuditStanding? Prove(long sequence) => throw new NotSupportedException();

        public AuditPrunePlan? PlanPrune(DateTimeOffset before) => throw new NotSupportedException();

        public ValueTask<Outcome<long>> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask FlushAsync() => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
