using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Idempotency;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>
/// Every tool that takes an <c>idempotency_key</c>: the same key from the same grant within 24 h returns the first result and
/// writes nothing. What the calls name is made by <see cref="InitializeAsync"/>.
/// </summary>
public sealed class RepeatedCallTests : IAsyncLifetime
{
    private Room _room = null!;

    public static TheoryData<string, string, string> Calls() => new()
    {
        { "session_close", "'summary':'done','next_actions':['deploy'],'learned':['CI needs Node 22']", "'summary':'other'" },
        { "handoff_save", "'summary':'s','key':'new','body':'b'", "'summary':'other','key':'new'" },
        { "handoff_claim", "'key':'h','lease_seconds':600", "'key':'h2','lease_seconds':60" },
        { "memory_save", "'content':'one fact','key':'new'", "'content':'another','key':'new'" },
        { "task_save", "'title':'t','key':'new','tags':['x']", "'title':'other','key':'new'" },
        { "task_claim", "'key':'t'", "'key':'t2'" },
        { "task_update", "'key':'t','outcome':'half','status':'blocked'", "'key':'t','description':'x'" },
        { "notify", "'to':['bob','ops'],'message':'green again'", "'to':'bob','message':'red again'" },
    };

    public async ValueTask InitializeAsync()
    {
        _room = await Room.OpenAsync();
        foreach (var key in (string[])["h", "h2"]) await _room.DoneAsync("handoff_save", $"{{'summary':'s','key':'{key}'}}");
        foreach (var key in (string[])["t", "t2"]) await _room.DoneAsync("task_save", $"{{'title':'t','key':'{key}'}}");
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void Calls_AreThoseOfEveryToolThatTakesAKey()
        => _room.Server.ListTools(_room.Caller()).Where(tool => JsonDocument.Parse(tool.InputSchema).RootElement.At("properties").Has("idempotency_key"))
            .Select(tool => tool.Name).Order().ShouldBe(Calls().Select(call => call.Data.Item1).Order());

    [Theory, MemberData(nameof(Calls))]
    public async Task Repeat_WithinADay_GivesTheFirstResultAndWritesNothing(string tool, string call, string other)
    {
        var first = await _room.DoneAsync(tool, Keyed(call));
        var versions = await VersionsAsync();
        _room.Clock.Advance(IdempotencyGate.Window - TimeSpan.FromMilliseconds(1));
        var again = await _room.CallAsync(tool, Keyed(call));
        again.Failure.ShouldBeNull(other);
        again.Content.GetRawText().ShouldBe(first.GetRawText());
        (await VersionsAsync()).ShouldBe(versions);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Repeat_WithOtherArguments_GivesTheFirstResultAndSaysSo(string tool, string call, string other)
    {
        var first = await _room.DoneAsync(tool, Keyed(call));
        var versions = await VersionsAsync();
        var again = await _room.CallAsync(tool, Keyed(other));
        again.Failure.ShouldBeNull();
        again.Content.Texts("warnings")[^1].ShouldBe(
            "This idempotency_key was used with other arguments; this is the first call's result and nothing was written. Use a new key for a new write.");
        again.Text.ShouldContain("This idempotency_key was used with other arguments");
        foreach (var member in first.EnumerateObject().Where(member => member.Name != "warnings")) again.Content.At(member.Name).GetRawText().ShouldBe(member.Value.GetRawText());
        (await VersionsAsync()).ShouldBe(versions);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Repeat_ByAnotherGrant_IsACallOfItsOwn(string tool, string call, string other)
    {
        await _room.DoneAsync(tool, Keyed(call));
        var answer = await _room.CallAsync(tool, Keyed(other), _room.Caller("ada", "laptop"));
        answer.Failure?.Path.ShouldNotBe("/idempotency_key");
        if (answer.Failure is null) answer.Text.ShouldNotContain("This idempotency_key was used");
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Repeat_ByAnotherPrincipalOfTheSameGrant_GivesWhatTheGrantWrote(string tool, string call, string other)
    {
        var first = await _room.DoneAsync(tool, Keyed(call));
        var again = await _room.CallAsync(tool, Keyed(call), _room.Caller(client: "another"));
        again.Failure.ShouldBeNull(other);
        again.Content.GetRawText().ShouldBe(first.GetRawText());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Repeat_AfterADay_IsANewCall(string tool, string call, string other)
    {
        await _room.DoneAsync(tool, Keyed(call));
        var versions = await VersionsAsync();
        _room.Clock.Advance(IdempotencyGate.Window + TimeSpan.FromMilliseconds(1));
        var again = await _room.CallAsync(tool, Keyed(call));
        again.Failure.ShouldBeNull(other);
        (await VersionsAsync()).ShouldBeGreaterThan(versions);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Key_ThatAnotherToolHad_IsRefusedWordForWord(string tool, string call, string other)
    {
        var (before, arguments) = tool == "notify" ? ("memory_save", "'content':'c'") : ("notify", "'to':'bob','message':'m'");
        await _room.DoneAsync(before, Keyed(arguments));
        var failure = await _room.RefusedAsync(FailureCode.Invalid, tool, Keyed(call));
        (failure.Message, failure.Path, failure.Hint).ShouldBe(($"This idempotency_key was used for {before}.", "/idempotency_key", "Use a new key for each operation."), other);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Key_OfACallThatWasRefused_IsFree(string tool, string call, string other)
    {
        await _room.RefusedAsync(FailureCode.Forbidden, tool, Keyed(call)[..^1] + ",'project':'elsewhere'}", Bound());
        (await _room.CallAsync(tool, Keyed(call))).Failure.ShouldBeNull(other);

        MemoryCaller Bound() => _room.Caller(projects: "default");
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Key_AloneOrWithoutOne_EveryCallWrites(string tool, string call, string other)
    {
        await _room.CallAsync(tool, Keyed(call));
        var versions = await VersionsAsync();
        foreach (var key in (string[])["I", "i ", "ii"])
        {
            var answer = await _room.CallAsync(tool, $"{{{call},'idempotency_key':'{key}'}}");
            if (answer.Failure is null) answer.Text.ShouldNotContain("This idempotency_key was used", customMessage: other);
            else answer.Failure.Code.ShouldBe(FailureCode.Claimed);
        }
        if (!tool.EndsWith("_claim", StringComparison.Ordinal)) (await VersionsAsync()).ShouldBeGreaterThan(versions);
    }

    private static string Keyed(string call) => $"{{{call},'idempotency_key':'i'}}";

    private async Task<long> VersionsAsync() => (await _room.Store.ReadAsync(reader => reader.UsageAsync(Scope.Operator(_room.Clock.GetUtcNow())), default)).Versions;
}
