using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tasks;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tasks;

public sealed class TaskTransitionTests
{
    private static readonly string[] Legal =
    [
        "open>claimed", "open>blocked", "open>done", "open>failed", "open>cancelled",
        "claimed>open", "claimed>blocked", "claimed>done", "claimed>failed", "claimed>cancelled",
        "blocked>open", "blocked>failed", "blocked>cancelled",
        "done>open", "failed>open", "failed>cancelled", "cancelled>open",
    ];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var from in TaskState.All)
        {
            foreach (var to in TaskState.All)
            {
                if (from != to) pairs.Add(from, to);
            }
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Move_EveryPair_IsDoneOrRefusedWithTheLegalOnes(string from, string to)
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        var token = await MoveAsync(room, "open", from, null);
        var answer = await AskAsync(room, to, token);
        if (Legal.Contains($"{from}>{to}"))
        {
            answer.Failure.ShouldBeNull(answer.Failure?.Message);
            answer.Content.Text("task.status").ShouldBe(to);
            return;
        }
        var failure = answer.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.Invalid);
        failure.Message.ShouldContain($"is {from}; it cannot become {to}.");
        var legal = Legal.Where(pair => pair.StartsWith(from + ">", StringComparison.Ordinal)).Select(pair => pair[(from.Length + 1)..]).ToList();
        failure.Hint.ShouldNotBeNull().ShouldEndWith($": {string.Join(", ", legal)}.");
        JsonDocument.Parse(failure.DetailsJson!).RootElement.Texts("legal").ShouldBe(legal);
        (await room.DoneAsync("task_get", "{'key':'k'}")).Text("task.status").ShouldBe(from);
    }

    [Fact]
    public async Task Move_ToClaimedByUpdate_IsSentToTaskClaim()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        (await room.RefusedAsync(FailureCode.Invalid, "task_update", "{'key':'k','status':'claimed'}")).Path.ShouldBe("/status");
        var request = new TaskUpdateRequest { Ref = new(null, "k"), Status = "claimed" };
        (await room.Server.Tasks.UpdateAsync(room.Caller(), request, default)).Failure.ShouldNotBeNull().Hint.ShouldBe("Call task_claim.");
    }

    [Fact]
    public async Task Move_ToTheStatusItHas_IsNoError()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("task_save", "{'title':'t','key':'k'}");
        await room.DoneAsync("task_update", "{'key':'k','status':'done'}");
        (await room.DoneAsync("task_update", "{'key':'k','status':'done','outcome':'merged'}")).Text("task.outcome.text").ShouldBe("merged");
    }

    [Fact]
    public void From_EveryStatus_LeadsSomewhereAndOnlyToKnownOnes()
    {
        foreach (var status in TaskState.All)
        {
            TaskTransitions.From(status).ShouldNotBeEmpty(status);
            TaskTransitions.From(status).ShouldBeSubsetOf(TaskState.All);
            TaskTransitions.From(status).ShouldNotContain(status);
        }
    }

    private static async Task<string?> MoveAsync(Room room, string from, string to, string? token)
    {
        if (from == to) return token;
        var answer = await AskAsync(room, to, token);
        answer.Failure.ShouldBeNull(answer.Failure?.Message);
        return answer.Content.Has("claim") ? answer.Content.Text("claim.token") : null;
    }

    private static Task<Answer> AskAsync(Room room, string to, string? token)
    {
        var proof = token is null ? "" : $",'claim_token':'{token}'";
        return to == TaskState.Claimed
            ? room.CallAsync("task_claim", "{'key':'k'}")
            : room.CallAsync("task_update", $"{{'key':'k','status':'{to}'{proof}}}");
    }
}
