using System.Text;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Upstreams.BuiltIn;

/// <summary>What a client of the stateless era asks to hear, and what it then hears from the built-in server.</summary>
public sealed class ListenTests
{
    [Theory]
    [InlineData("""{"toolsListChanged":true}""", """{"toolsListChanged":true}""")]
    [InlineData("""{"toolsListChanged":false,"promptsListChanged":true}""", "{}")]
    [InlineData("""{"toolsListChanged":false}""", "{}")]
    [InlineData("""{"promptsListChanged":true,"resourcesListChanged":true}""", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("""{"resourceSubscriptions":["b:2","a:1","a:1"],"unknown":[1]}""", """{"resourceSubscriptions":["a:1","b:2"]}""")]
    [InlineData("""{"resourceSubscriptions":[]}""", "{}")]
    [InlineData("""{"resourceSubscriptions":[],"own":{"x":1}}""", "{}")]
    public void Read_Filter_IsWhatWillBeHonoured(string filter, string honoured)
    {
        var read = Read($"\"notifications\":{filter}", out var error).ShouldNotBeNull();
        error.ShouldBeNull();
        Written(read).ShouldBe($"{{\"notifications\":{honoured}}}");
    }

    [Theory]
    [InlineData("", "params.notifications must be an object that says what to listen to")]
    [InlineData("\"notifications\":null", "params.notifications must be an object that says what to listen to")]
    [InlineData("\"notifications\":[]", "params.notifications must be an object that says what to listen to")]
    [InlineData("\"notifications\":{\"toolsListChanged\":1}", "params.notifications.toolsListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"toolsListChanged\":\"yes\"}", "params.notifications.toolsListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"promptsListChanged\":1}", "params.notifications.promptsListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"promptsListChanged\":\"true\"}", "params.notifications.promptsListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"resourcesListChanged\":null}", "params.notifications.resourcesListChanged must be a boolean")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":\"a:1\"}", "params.notifications.resourceSubscriptions must be a list of strings")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[\"a:1\",7]}", "params.notifications.resourceSubscriptions must be a list of strings")]
    [InlineData("\"notifications\":{\"resourceSubscriptions\":[\"1\",\"2\",\"3\",\"4\"]}", "params.notifications.resourceSubscriptions has 4 entries, the limit is 3")]
    public void Read_WhatCannotBeHonoured_IsInvalidParams(string members, string says)
    {
        Read(members, out var error).ShouldBeNull();
        (error!.Code, error.Message).ShouldBe((ErrorCode.InvalidParams, says));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"notifications":null}""")]
    [InlineData("""{"notifications":[]}""")]
    public void Read_InASession_NeedsAFilterToo(string parameters)
    {
        ListenFilter.Read(Messages.Read(Messages.Request("1", "subscriptions/listen", parameters)), hasResources: true, 3, out var error).ShouldBeNull();
        error!.Message.ShouldBe("params.notifications must be an object that says what to listen to");
    }

    [Fact]
    public void Read_ServerWithoutResources_HonoursNoneOfThem()
    {
        var read = ListenFilter.Read(
            Messages.Read(Messages.Stateless("1", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"a:1\"]}")), hasResources: false, 3, out _)!;
        read.Resources.ShouldBeEmpty();
        Written(read).ShouldBe("""{"notifications":{"toolsListChanged":true}}""");
    }

    [Fact]
    public async Task Listen_AcknowledgesFirst_TellsWhatWasAskedFor_AndEndsInGoodOrder()
    {
        var gateways = new Gateways();
        using var closing = new CancellationTokenSource();
        var call = Listening("\"seven\"", """{"toolsListChanged":true,"resourceSubscriptions":["note://k"]}""", closing.Token);
        var listening = gateways.Pipeline.SendAsync(call, default).AsTask();
        var sent = ((CallBuilder.Collected)call.Channel).Sent;
        await Support.Patience.Until(() => gateways.Server.Watchers == 1 && sent.Count == 1);

        await gateways.Pipeline.SendAsync(CallBuilder.Stateless(Messages.Stateless("1", "tools/call", "\"name\":\"note_save\",\"arguments\":{\"key\":\"other\",\"text\":\"t\"}")), default);
        await gateways.Pipeline.SendAsync(CallBuilder.Stateless(Messages.Stateless("2", "tools/call", "\"name\":\"note_save\",\"arguments\":{\"key\":\"k\",\"text\":\"t\"}")), default);
        await Support.Patience.Until(() => sent.Count == 2);
        gateways.Upstream.Surface.ToolsChanged();
        await Support.Patience.Until(() => sent.Count == 3);
        await closing.CancelAsync();
        var ended = Messages.Json((await listening.WaitAsync(Support.Patience.Limit)).Text());

        sent.ShouldBe(
        [
            """{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"seven"},"notifications":{"toolsListChanged":true,"resourceSubscriptions":["note://k"]}}}""",
            """{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"seven"},"uri":"note://k"}}""",
            """{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"seven"}}}""",
        ]);
        ended.At("resultType").ShouldBe("complete");
        ended.GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString().ShouldBe("seven");
        gateways.Server.Watchers.ShouldBe(0);
        gateways.Upstream.Surface.IsWatched.ShouldBeFalse();
    }

    [Fact]
    public async Task Listen_WhoseClientLeaves_StopsWatching()
    {
        var gateways = new Gateways();
        using var leaving = new CancellationTokenSource();
        var listening = gateways.Pipeline.SendAsync(Listening("1", """{"toolsListChanged":true,"resourceSubscriptions":["note://k"]}""", default), leaving.Token).AsTask();
        await Support.Patience.Until(() => gateways.Server.Watchers == 1);
        await leaving.CancelAsync();

        (await listening.WaitAsync(Support.Patience.Limit)).ShouldBeSameAs(Reply.None.Instance);
        (gateways.Server.Watchers, gateways.Upstream.Surface.IsWatched).ShouldBe((0, false));
    }

    private static Call Listening(string id, string filter, CancellationToken closing) => new()
    {
        RequestId = "r_1",
        Envelope = Messages.Read(Messages.Stateless(id, "subscriptions/listen", $"\"notifications\":{filter}")),
        Caller = Gateways.Local,
        Connection = CallBuilder.Stateless(Messages.Stateless("1", "tools/list")).Connection,
        Revision = Protocol.Revisions.Revision.V20260728,
        Channel = new CallBuilder.Collected(),
        Closing = closing,
    };

    private static ListenFilter? Read(string members, out RpcError? error) => ListenFilter.Read(Messages.Read(Messages.Stateless("1", "subscriptions/listen", members)), hasResources: true, 3, out error);

    private static string Written(ListenFilter filter)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            filter.Write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
