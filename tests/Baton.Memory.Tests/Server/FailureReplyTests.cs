using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Server;

public sealed class FailureReplyTests
{
    [Fact]
    public async Task Failure_HasTextAndNoStructuredContent()
    {
        await using var room = await Room.OpenAsync();
        var reply = (await room.Server.CallAsync(room.Caller(), "memory_get", "{\"key\":\"none\"}"u8.ToArray(), null, default)).ShouldNotBeNull();
        reply.StructuredContent.IsEmpty.ShouldBeTrue();
        reply.Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
        reply.Text.ShouldStartWith("not_found: ");
        reply.Text.ShouldContain("memory_search");
    }

    [Theory]
    [InlineData("session_start", "{}")]
    [InlineData("session_close", "{\"summary\":\"s\"}")]
    [InlineData("handoff_save", "{\"summary\":\"s\"}")]
    [InlineData("handoff_load", "{}")]
    [InlineData("handoff_search", "{}")]
    [InlineData("handoff_claim", "{\"key\":\"k\"}")]
    [InlineData("memory_save", "{\"content\":\"c\"}")]
    [InlineData("memory_search", "{\"query\":\"c\"}")]
    [InlineData("memory_delete", "{\"key\":\"k\"}")]
    [InlineData("status", "{}")]
    public async Task StoreThatCannotAnswer_IsSaidByEveryTool(string tool, string json)
    {
        await using var room = await Room.OpenAsync();
        var server = MemoryServer.Create(new BrokenStore(), new ManualTimeProvider());
        var reply = (await server.CallAsync(room.Caller(), tool, Encoding.UTF8.GetBytes(json), null, default)).ShouldNotBeNull();
        var failure = reply.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.StoreUnavailable);
        failure.Message.ShouldBe("The disk is full.");
        failure.Hint.ShouldNotBeNull().ShouldContain("Nothing was written");
    }

    [Fact]
    public async Task Status_SaysUsageLimitsVersionAndGrant()
    {
        await using var room = await Room.OpenAsync();
        await room.DoneAsync("memory_save", "{'content':'c'}");
        var status = await room.DoneAsync("status", "{}", room.Caller("eve", "ci", "bot", "web") with { Roles = ["reviewer"] });
        status.Number("limits.body_bytes").ShouldBe(4 * 1024 * 1024);
        status.Text("version").ShouldBe("0.1.0");
        status.Text("grant.label").ShouldBe("ci");
        status.Texts("grant.projects").ShouldBe(["web"]);
        status.Texts("grant.roles").ShouldBe(["reviewer"]);
        status.Text("grant.project").ShouldBe("web");
        (await room.DoneAsync("status")).Number("usage.memory").ShouldBe(1);
    }

    [Fact]
    public async Task EmptyArguments_AreAnEmptyObject()
    {
        await using var room = await Room.OpenAsync();
        var reply = (await room.Server.CallAsync(room.Caller(), "session_start", default, null, default)).ShouldNotBeNull();
        reply.Failure.ShouldBeNull();
        JsonDocument.Parse(reply.StructuredContent).RootElement.Text("project").ShouldBe("default");
    }

    [Fact]
    public async Task Provenance_ComesFromTheConnection()
    {
        await using var room = await Room.OpenAsync();
        var caller = room.Caller("ada", "ci", "editor") with { Session = "s9", RequestId = "r77" };
        await room.DoneAsync("handoff_save", "{'summary':'s','key':'k'}", caller);
        var by = (await room.DoneAsync("handoff_load", "{'key':'k'}")).At("handoff.by");
        by.Text("grant").ShouldBe("ci");
        by.Text("principal").ShouldBe("ada");
        by.Text("client").ShouldBe("editor");
        by.Text("client_version").ShouldBe("1.0");
        by.Text("session").ShouldBe("s9");
        by.Text("request_id").ShouldBe("r77");
        by.Text("operation").ShouldBe("handoff_save");
    }

    private sealed class BrokenStore : IMemoryStore
    {
        public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => throw Full();

        public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken) => throw Full();

        public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => throw Full();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static StoreUnavailableException Full() => new("The disk is full.");
    }
}
