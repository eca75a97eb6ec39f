using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.BuiltIn;

namespace Baton.Gateway.Tests.Upstreams.BuiltIn;

public sealed class ListenFilterTests
{
    [Theory]
    [InlineData("""{"toolsListChanged":true}""", """{"notifications":{"toolsListChanged":true}}""")]
    [InlineData("""{"toolsListChanged":false}""", """{"notifications":{}}""")]
    [InlineData("""{"promptsListChanged":true,"resourcesListChanged":true}""", """{"notifications":{}}""")]
    [InlineData("""{"resourceSubscriptions":["b","a","b"]}""", """{"notifications":{"resourceSubscriptions":["a","b"]}}""")]
    [InlineData("""{"resourceSubscriptions":[],"own":{"x":1}}""", """{"notifications":{}}""")]
    [InlineData("{}", """{"notifications":{}}""")]
    public void Read_Filter_IsAcknowledgedAsFarAsItIsHonoured(string filter, string acknowledged)
        => Written(Read(filter, out _).ShouldNotBeNull()).ShouldBe(acknowledged);

    [Fact]
    public void Read_ServerWithoutResources_HonoursNoneOfThem()
        => Written(Read("""{"toolsListChanged":true,"resourceSubscriptions":["a"]}""", out _, hasResources: false)!).ShouldBe("""{"notifications":{"toolsListChanged":true}}""");

    [Theory]
    [InlineData("""{"toolsListChanged":"yes"}""", "params.notifications.toolsListChanged must be a boolean")]
    [InlineData("""{"promptsListChanged":1}""", "params.notifications.promptsListChanged must be a boolean")]
    [InlineData("""{"resourcesListChanged":null}""", "params.notifications.resourcesListChanged must be a boolean")]
    [InlineData("""{"resourceSubscriptions":"a"}""", "params.notifications.resourceSubscriptions must be a list of strings")]
    [InlineData("""{"resourceSubscriptions":["a",7]}""", "params.notifications.resourceSubscriptions must be a list of strings")]
    [InlineData("""{"resourceSubscriptions":["a","b","c","d"]}""", "params.notifications.resourceSubscriptions has 4 entries, the limit is 3")]
    public void Read_WhatCannotBeMeant_SaysWhere(string filter, string message)
    {
        Read(filter, out var error).ShouldBeNull();
        error.ShouldBe(message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"notifications":null}""")]
    [InlineData("""{"notifications":[]}""")]
    public void Read_WithoutAFilter_SaysWhatIsMissing(string parameters)
    {
        ListenFilter.Read(Messages.Read(Messages.Request("1", "subscriptions/listen", parameters)), true, 3, out var error).ShouldBeNull();
        error!.Message.ShouldBe("params.notifications must be an object that says what to listen to");
    }

    private static ListenFilter? Read(string filter, out string? error, bool hasResources = true)
    {
        var read = ListenFilter.Read(Messages.Read(Messages.Stateless("1", "subscriptions/listen", $"\"notifications\":{filter}")), hasResources, 3, out var fault);
        error = fault?.Message;
        return read;
    }

    private static string Written(ListenFilter filter)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            filter.Write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
