using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Oversight;

/// <summary>Where no gateway stands before the server, nothing is allowed, promised or proven in its name.</summary>
public sealed class NoOversightTests : IAsyncLifetime
{
    private readonly NoOversight _nobody = new();
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task EveryQuestion_IsAnsweredThatNobodyGoverns()
    {
        var caller = _room.Caller();
        var report = new UsageReport("x", "done", null);
        Failure?[] answers =
        [
            (await _nobody.ForecastAsync(caller, "shell", "run", default, default)).Failure,
            (await _nobody.RequestAsync(caller, new PermissionWish("shell", "to build"), default)).Failure,
            (await _nobody.CheckAsync(caller, 1, default)).Failure,
            (await _nobody.ReportAsync(caller, report, default)).Failure,
            (await _nobody.VerifyAsync(caller, "proof", default)).Failure,
            (await _nobody.ProofsAsync(caller, 10, default)).Failure,
        ];
        foreach (var answer in answers)
        {
            answer.ShouldNotBeNull().Code.ShouldBe(FailureCode.StoreUnavailable);
            answer.Message.ShouldBe("Nothing governs this server: it has no policies, approvals or audit log.");
            answer.Hint.ShouldBe("Connect through 'baton stdio' or 'baton up'.");
        }
    }

    [Fact]
    public async Task Shown_IsEveryToolThatWasAskedFor()
        => (await _nobody.ShownAsync(_room.Caller(), ["b", "a", "b"], default)).Order().ShouldBe(["a", "b"]);

    [Fact]
    public async Task AdminAudit_WithoutALog_IsRefusedAndShowsNothing()
    {
        var failure = await _room.RefusedAsync(FailureCode.NotFound, "admin_audit");
        (failure.Message, failure.Hint).ShouldBe(("There is no audit log here.", "It is kept where baton up or baton stdio serves."));
    }
}
