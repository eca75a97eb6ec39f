using System.Text;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.MetaTools;

/// <summary>What a call of a tool that calls others is taken to mean, and when nobody can tell.</summary>
public sealed class CarriedReaderTests
{
    private static readonly CarriedReader Reader = new(new MetaToolTable(
        server => server == "odd" ? [new MetaTool("run", "action", "payload"), new MetaTool("go")] : []));

    [Theory]
    [InlineData("m3_call", """{"name":"pay","arguments":{"amount":5}}""", "pay", """{"amount":5}""")]
    [InlineData("call_tool", """{"tool_name":"pay","args":{"amount":5}}""", "pay", """{"amount":5}""")]
    [InlineData("invoke_tool", """{"toolName":"pay","tool_input":"{\"amount\":5}"}""", "pay", """{"amount":5}""")]
    [InlineData("call_tool", """{"tool":"p\u0061y"}""", "pay", "")]
    [InlineData("call_tool", """{"tool":"pay","arguments":null}""", "pay", "")]
    [InlineData("call_tool", """{"tool":"pay","amount":5}""", "pay", """{"tool":"pay","amount":5}""")]
    [InlineData("call_tool", """{"server":"bank","tool":"pay","arguments":{ "a" : 1.0 }}""", "pay", """{ "a" : 1.0 }""")]
    public void Read_OneCall_GivesToolAndArguments(string carrier, string arguments, string tool, string inner)
    {
        var carried = Read("bank", carrier, arguments).ShouldNotBeNull();

        carried.Problem.ShouldBeNull();
        var call = carried.Calls.ShouldHaveSingleItem();
        call.Tool.ShouldBe(tool);
        Encoding.UTF8.GetString(call.Arguments.Span).ShouldBe(inner);
    }

    [Theory]
    [InlineData("{}", "names no tool")]
    [InlineData("""{"arguments":{}}""", "names no tool")]
    [InlineData("""{"name":5}""", "is not a string")]
    [InlineData("""{"name":null}""", "is not a string")]
    [InlineData("""{"name":["pay"]}""", "is not a string")]
    [InlineData("""{"name":""}""", "is empty")]
    [InlineData("""{"name":"p\u200bay"}""", "invisible")]
    [InlineData("""{"name":"read","Name":"pay"}""", "twice")]
    [InlineData("""{"name":"read","tool":"pay"}""", "twice")]
    [InlineData("""{"tool_name":"read","toolName":"pay"}""", "twice")]
    [InlineData("""{"name":"pay","arguments":{},"args":{}}""", "arguments twice")]
    [InlineData("""{"name":"pay","arguments":[5]}""", "is not an object")]
    [InlineData("""{"name":"pay","arguments":5}""", "is not an object")]
    [InlineData("""{"name":"pay","arguments":""}""", "is not an object")]
    [InlineData("""{"name":"m3_call","arguments":{"name":"pay"}}""", "calls other tools itself")]
    [InlineData("""{"name":"call_tool"}""", "calls other tools itself")]
    [InlineData("""{"calls":[{"name":"read"}],"name":"pay"}""", "single tool")]
    [InlineData("""{"calls":[{"name":"read"}],"batch":[{"name":"pay"}]}""", "\"calls\" and \"batch\"")]
    [InlineData("""{"name":"read","calls":[{"name":"pay"}],"requests":[]}""", "\"calls\" and \"requests\"")]
    [InlineData("""{"calls":[{"name":"read"}],"Calls":[{"name":"pay"}]}""", "\"calls\" and \"Calls\"")]
    [InlineData("""{"tool_calls":null,"batch":null,"name":"pay"}""", "\"tool_calls\" and \"batch\"")]
    [InlineData("""{"calls":[]}""", "0 calls")]
    [InlineData("""{"calls":{"name":"pay"}}""", "not a list")]
    [InlineData("""{"calls":[{"name":"read"},{"name":7}]}""", "call 2")]
    [InlineData("""{"calls":["pay"]}""", "names no tool")]
    public void Read_WhatCanBeUnderstoodInTwoWays_IsAProblem(string arguments, string says)
    {
        var carried = Read("bank", "call_tool", arguments).ShouldNotBeNull();

        carried.Calls.ShouldBeEmpty();
        carried.Problem.ShouldNotBeNull().ShouldContain(says);
    }

    [Fact]
    public void Read_ABatch_GivesEveryCall()
    {
        var carried = Read("bank", "m3_call", """{"calls":[{"name":"read"},{"tool":"pay","args":{"amount":5}}],"dry_run":true}""").ShouldNotBeNull();

        carried.Calls.Select(call => call.Tool).ShouldBe(["read", "pay"]);
    }

    [Fact]
    public void Read_ABatchOfMoreThanAHundred_IsAProblem()
        => Read("bank", "m3_call", $$"""{"calls":[{{string.Join(',', Enumerable.Repeat("""{"name":"read"}""", 101))}}]}""")!.Problem.ShouldNotBeNull().ShouldContain("1 to 100");

    [Fact]
    public void Read_AConfiguredTool_LooksWhereItWasTold()
    {
        Read("odd", "run", """{"name":"label","action":"pay","payload":{"amount":5}}""")!.Calls.Single().Tool.ShouldBe("pay");
        Read("odd", "run", """{"name":"pay"}""")!.Problem.ShouldNotBeNull().ShouldContain("\"action\"");
        Read("odd", "go", """{"name":"run"}""")!.Problem.ShouldNotBeNull().ShouldContain("itself");
        Read("bank", "run", """{"action":"pay"}""").ShouldBeNull();
    }

    [Fact]
    public void Read_AnyOtherTool_CarriesNothing()
        => Read("bank", "read_note", """{"name":"pay"}""").ShouldBeNull();

    [Fact]
    public void Read_AnyObject_GivesCallsOrAProblem() => Prop.ForAll(Objects().ToArbitrary(), text =>
    {
        var carried = Read("bank", "call_tool", text)!;
        return carried.Calls.IsEmpty != carried.Problem is null;
    }).Check(Repeatable.Config);

    [Theory]
    [InlineData("run", "run")]
    [InlineData("run=action,payload", "run=action,payload")]
    [InlineData("run=action", null)]
    [InlineData("=a,b", null)]
    [InlineData("run=,b", null)]
    [InlineData("run=a,b,c", null)]
    [InlineData("", null)]
    public void Parse_ReadsToolsAndKeys(string text, string? expected) => MetaTool.Parse(text)?.ToString().ShouldBe(expected);

    private static Gen<string> Objects()
    {
        var key = Gen.Elements("name", "tool", "Tool", "arguments", "args", "calls", "x");
        var value = Gen.Elements("\"pay\"", "5", "null", "{}", "{\"a\":1}", "[]", "[{\"name\":\"a\"}]", "\"call_tool\"", "\"{}\"", "true");
        var member = from name in key from text in value select (name, text);
        return from members in member.ListOf() select "{" + string.Join(',', members.DistinctBy(pair => pair.name).Select(pair => $"\"{pair.name}\":{pair.text}")) + "}";
    }

    private static CarriedCalls? Read(string server, string tool, string arguments)
        => Reader.Read(server, Messages.Read($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}"""));
}
