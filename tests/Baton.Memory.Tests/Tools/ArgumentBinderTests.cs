using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tests.Support;
using Baton.Memory.Tools;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Tools;

public sealed class ArgumentBinderTests
{
    private static readonly ImmutableArray<Parameter> Parameters =
    [
        new("text", ParameterKind.Plain),
        new("need", ParameterKind.Plain) { Required = true },
        new("word", ParameterKind.Plain) { Words = ["open", "done"] },
        new("body", ParameterKind.Utf8),
        new("list", ParameterKind.Texts),
        new("tags", ParameterKind.Texts) { OrOne = true },
        new("count", ParameterKind.Integer) { Least = 1, Most = 10 },
        new("share", ParameterKind.Number) { Least = 0, Most = 1 },
        new("flag", ParameterKind.Boolean),
        new("at", ParameterKind.Instant),
        new("ttl", ParameterKind.Duration),
        new("value", ParameterKind.Json),
        new("evidence", ParameterKind.JsonList),
        new("files", ParameterKind.Files),
        new("items", ParameterKind.Objects) { Members = [new("inner", ParameterKind.Integer)] },
        new("mixed", ParameterKind.TextsOrObjects) { Members = [new("inner", ParameterKind.Integer)] },
        new("idempotency_key", ParameterKind.Plain),
    ];

    private static readonly ArgumentBinder Binder = new(MemoryLimits.Default);

    [Fact]
    public void Bind_EveryKind_IsRead()
    {
        var arguments = Bind(
            """{"need":"n","text":"é\n","word":"done","body":"a\u00e9😀","list":["x","y"],"tags":"t","count":3.0,"share":0.5,"flag":true,"at":"2026-03-01","ttl":"30d","value":{"a":[1.50]},"evidence":[{"u":1},"s"],"files":["a.cs",{"path":"b.cs","commit":"c","note":null}],"items":[{"inner":1}],"mixed":["s",{"inner":2}]}""").Value;
        arguments.Text("text").ShouldBe("é\n");
        Encoding.UTF8.GetString(arguments.Utf8("body").Span).ShouldBe("aé😀");
        arguments.Texts("list").ShouldBe(["x", "y"]);
        arguments.Texts("tags").ShouldBe(["t"]);
        arguments.Count("count").ShouldBe(3);
        arguments.Flag("flag").ShouldBeTrue();
        arguments.Instant("at").ShouldBe(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        arguments.Duration("ttl").ShouldBe(TimeSpan.FromDays(30));
        Encoding.UTF8.GetString(arguments.Utf8("value").Span).ShouldBe("""{"a":[1.50]}""");
        arguments.Texts("evidence").ShouldBe(["""{"u":1}""", "\"s\""]);
        arguments.Patch<ImmutableArray<FileNote>>("files").Or([]).ShouldBe([new FileNote("a.cs", null, null), new FileNote("b.cs", "c", null)]);
        arguments.Objects("mixed")[0].ShouldBe("s");
        ((Arguments)arguments.Objects("mixed")[1]).Count("inner").ShouldBe(2);
    }

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{"need":"n"} x""", "")]
    [InlineData("""{"need":"n",}""", "")]
    [InlineData("""{"need":""", "")]
    [InlineData("""{}""", "/need")]
    [InlineData("""{"need":null}""", "/need")]
    [InlineData("""{"need":"n","need":"m"}""", "/need")]
    [InlineData("""{"need":5}""", "/need")]
    [InlineData("""{"need":"n","word":"Open"}""", "/word")]
    [InlineData("""{"need":"n","list":"x"}""", "/list")]
    [InlineData("""{"need":"n","list":["x",5]}""", "/list/1")]
    [InlineData("""{"need":"n","count":0}""", "/count")]
    [InlineData("""{"need":"n","count":11}""", "/count")]
    [InlineData("""{"need":"n","count":1.5}""", "/count")]
    [InlineData("""{"need":"n","count":"3"}""", "/count")]
    [InlineData("""{"need":"n","count":1e400}""", "/count")]
    [InlineData("""{"need":"n","share":1.01}""", "/share")]
    [InlineData("""{"need":"n","flag":"true"}""", "/flag")]
    [InlineData("""{"need":"n","at":"soon"}""", "/at")]
    [InlineData("""{"need":"n","ttl":-1}""", "/ttl")]
    [InlineData("""{"need":"n","ttl":[]}""", "/ttl")]
    [InlineData("""{"need":"n","files":[{"commit":"c"}]}""", "/files/0/path")]
    [InlineData("""{"need":"n","files":[{"path":"p","x":1}]}""", "/files/0")]
    [InlineData("""{"need":"n","items":[{"inner":"x"}]}""", "/items/0/inner")]
    [InlineData("""{"need":"n","items":["s"]}""", "/items/0")]
    [InlineData("""{"need":"n","mixed":[5]}""", "/mixed/0")]
    [InlineData("""{"need":"n","text":"\ud800"}""", "")]
    [InlineData("""{"need":"n","value":{"k":"\udc00"}}""", "")]
    public void Bind_WhatIsWrong_IsRefusedWithItsPlace(string json, string path)
    {
        var failure = Bind(json).Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.Invalid);
        failure.Path.ShouldBe(path);
        failure.Message.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("sumary", "summary")]
    [InlineData("nextActions", "next_actions")]
    [InlineData("ref", "id")]
    [InlineData("if-match", "if_match")]
    [InlineData("pinnned", "pinned")]
    public async Task Call_UnknownField_NamesTheNearest(string given, string nearest)
    {
        await using var room = await Room.OpenAsync();
        var tool = nearest == "id" ? "handoff_update" : "handoff_save";
        var failure = await room.RefusedAsync(FailureCode.Invalid, tool, $"{{'{given}':'x'}}");
        failure.Path.ShouldBe("/" + given);
        failure.Hint.ShouldBe($"Did you mean '{nearest}'?");
    }

    [Fact]
    public async Task Call_UnknownFieldLikeNothing_ListsTheKnown()
    {
        await using var room = await Room.OpenAsync();
        var failure = await room.RefusedAsync(FailureCode.Invalid, "memory_get", "{'zzzzzzzzzzzz/~':1}");
        failure.Path.ShouldBe("/zzzzzzzzzzzz~1~0");
        failure.Hint.ShouldNotBeNull().ShouldContain("history");
    }

    [Fact]
    public void Bind_BrokenUtf8_IsRefused()
    {
        byte[] json = [.. "{\"need\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Binder.Bind(Parameters, json).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Invalid);
        byte[] body = [.. "{\"need\":\"n\",\"body\":\""u8, 0xE3, 0x81, .. "\"}"u8];
        Binder.Bind(Parameters, body).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Invalid);
    }

    [Fact]
    public void Bind_TooDeep_IsRefused()
        => Bind($$"""{"need":"n","value":{{new string('[', 100)}}{{new string(']', 100)}}}""").Failure.ShouldNotBeNull();

    [Fact]
    public void Bind_TooManyItems_SaysLimitAndCount()
    {
        var list = string.Join(',', Enumerable.Repeat("\"x\"", 201));
        var failure = Bind($$"""{"need":"n","list":[{{list}}]}""").Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(FailureCode.TooLarge);
        failure.Limit.ShouldBe(200);
        failure.Message.ShouldContain("201");
    }

    [Fact]
    public void Bind_RequestHash_LeavesOutTheIdempotencyKeyOnly()
    {
        var one = Bind("""{"need":"n","idempotency_key":"a"}""").Value.Idempotency.ShouldNotBeNull();
        var same = Bind("""{"need":"n","idempotency_key":"b"}""").Value.Idempotency.ShouldNotBeNull();
        var other = Bind("""{"need":"m","idempotency_key":"a"}""").Value.Idempotency.ShouldNotBeNull();
        same.RequestHash.ShouldBe(one.RequestHash);
        other.RequestHash.ShouldNotBe(one.RequestHash);
    }

    [Fact]
    public void Bind_MutatedJson_NeverThrows()
    {
        const string Json = """{"need":"n","text":"é\u00e9","body":"😀","list":["x"],"count":3,"share":0.5,"flag":true,"at":"2026-03-01","ttl":"30d","value":{"a":[1.5,null]},"files":[{"path":"b"}],"mixed":["s",{"inner":2}]}""";
        var bytes = Encoding.UTF8.GetBytes(Json);
        var mutation = Gen.Zip(Gen.Choose(0, bytes.Length - 1), Gen.Choose(0, 255)).ListOf();
        Prop.ForAll(Gen.Zip(mutation, Gen.Choose(0, bytes.Length)).ToArbitrary(), drawn =>
        {
            var (mutations, length) = drawn;
            var mutated = bytes.ToArray();
            foreach (var (at, value) in mutations.Take(6)) mutated[at] = (byte)value;
            var cut = length % 3 == 0 ? mutated[..length] : mutated;
            var outcome = Binder.Bind(Parameters, cut);
            return outcome.Succeeded || outcome.Failure!.Code is FailureCode.Invalid or FailureCode.TooLarge;
        }).Check(Repeatable.Config.WithMaxTest(3000));
    }

    private static Outcome<Arguments> Bind(string json) => Binder.Bind(Parameters, Encoding.UTF8.GetBytes(json));
}
