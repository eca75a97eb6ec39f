using Baton.Gateway.Approvals;
using Baton.Gateway.Keys;
using Baton.Gateway.Oversight;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Gateway.Tests.Oversight;

/// <summary>What an agent asks of its own accord: for people to answer, and only for the agent that asked.</summary>
public sealed class PermissionsTests : IAsyncDisposable
{
    private static readonly MemoryCaller Ci = Caller("ci", "robot");
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-permissions-").FullName;
    private readonly TimerClock _time = new();
    private readonly SqliteGatewayStore _store;
    private readonly Permissions _permissions;

    public PermissionsTests()
    {
        _store = SqliteGatewayStore.Open(new DataFolder(_folder), new GatewayKeys(KeyMaterial.New()), _time);
        _permissions = new Permissions(_store.Approvals);
    }

    [Fact]
    public async Task Request_New_IsPendingAmongTheApprovalsForADay()
    {
        var state = (await AskAsync(Ci, "stripe", "to refund an order")).Value;

        (state.Subject, state.Status).ShouldBe(("stripe", "pending"));
        (state.ExpiresAt - state.CreatedAt).ShouldBe(TimeSpan.FromHours(24));
        var record = (await _store.Approvals.ListAsync(new ApprovalFilter(ApprovalState.Pending), default)).ShouldHaveSingleItem();
        (record.Id, record.Question.Grant, record.Question.Tool, record.Question.Message).ShouldBe((state.Id, "ci", "request_permission", "Permission to use 'stripe': to refund an order"));
    }

    [Fact]
    public async Task Request_Again_IsTheSameOneWhateverTheReason()
    {
        var first = (await AskAsync(Ci, "stripe", "one")).Value;
        (await AskAsync(Ci, "stripe", "another")).Value.Id.ShouldBe(first.Id);
        (await AskAsync(Ci, "github", "one")).Value.Id.ShouldNotBe(first.Id);
        (await AskAsync(Caller("other", "robot"), "stripe", "one")).Value.Id.ShouldNotBe(first.Id);
        (await AskAsync(Caller("ci", "somebody"), "stripe", "one")).Value.Id.ShouldNotBe(first.Id);
    }

    [Theory]
    [InlineData(true, "approved")]
    [InlineData(false, "denied")]
    public async Task Check_AfterTheAnswer_SaysWhoAndWhy(bool approved, string status)
    {
        var asked = (await AskAsync(Ci, "stripe", "r")).Value;
        await _store.Approvals.DecideAsync(asked.Id, new ApprovalAnswer(approved, "ada", "Because."), default);

        var state = (await _permissions.CheckAsync(Ci, asked.Number, default)).Value;

        (state.Status, state.DecidedBy, state.Reason, state.Subject).ShouldBe((status, "ada", "Because.", "stripe"));
    }

    [Fact]
    public async Task Check_OfAnotherGrantOrNoRequest_IsNotFoundAlike()
    {
        var asked = (await AskAsync(Ci, "stripe", "r")).Value;

        foreach (var (caller, number) in new[] { (Caller("other", "robot"), asked.Number), (Ci, asked.Number + 1), (Ci, 0), (Ci, -1), (Ci, long.MaxValue) })
        {
            var failure = (await _permissions.CheckAsync(caller, number, default)).Failure.ShouldNotBeNull($"{number}");
            (failure.Code, failure.Message).ShouldBe((FailureCode.NotFound, $"There is no request {number} of this grant."));
        }
    }

    [Fact]
    public async Task Check_AfterItsDay_IsExpired_AndAskingAgainMakesANewOne()
    {
        var asked = (await AskAsync(Ci, "stripe", "r")).Value;
        _time.Advance(TimeSpan.FromHours(24));

        (await _permissions.CheckAsync(Ci, asked.Number, default)).Value.Status.ShouldBe("expired");
        var again = (await AskAsync(Ci, "stripe", "r")).Value;
        (again.Status, again.Id == asked.Id).ShouldBe(("pending", false));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static MemoryCaller Caller(string grant, string principal) => new() { Grant = grant, GrantId = "id-" + grant, Principal = principal, RequestId = "r" };

    private ValueTask<Outcome<PermissionState>> AskAsync(MemoryCaller caller, string subject, string reason)
        => _permissions.RequestAsync(caller, new PermissionWish(subject, reason), default);
}
