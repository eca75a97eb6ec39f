using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Tests.Tools;

/// <summary>A list is read page by page to what was asked for: never more, never the same page twice, and it is known whether there is more.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData(0, 10, "10", 0, false)]
    [InlineData(3, 10, "10", 3, false)]
    [InlineData(10, 10, "10", 10, false)]
    [InlineData(11, 10, "10", 10, true)]
    [InlineData(50, 50, "50", 50, false)]
    [InlineData(51, 50, "50", 50, true)]
    [InlineData(120, 100, "50,50", 100, true)]
    [InlineData(120, 110, "50,50,10", 110, true)]
    [InlineData(120, 120, "50,50,20", 120, false)]
    [InlineData(120, 1000, "50,50,50", 120, false)]
    [InlineData(5, 1, "1", 1, true)]
    [InlineData(120, int.MaxValue, "50,50,50", 120, false)]
    public async Task Read_UpToALimit_AsksForWhatIsLeft(int there, int limit, string asked, int got, bool more)
    {
        var server = new Pages(there);
        var firsts = 0;

        var (items, hasMore) = await Paging.ReadAsync(server, "list", "things", () => new ToolArguments().Add("query", "q"), limit, TestContext.Current.CancellationToken, _ => firsts++);

        items.Select(item => item.GetProperty("n").GetInt32()).ShouldBe(Enumerable.Range(0, got));
        (hasMore, firsts).ShouldBe((more, 1));
        string.Join(',', server.Asked.Select(each => each.GetProperty("limit").GetInt32())).ShouldBe(asked);
        server.Asked.ShouldAllBe(each => each.GetProperty("query").GetString() == "q");
        server.Asked[0].TryGetProperty("cursor", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"things\":null,\"next_cursor\":null}")]
    [InlineData("{\"things\":{},\"next_cursor\":5}")]
    public async Task Read_AnswerWithoutAList_IsAnEmptyOne(string answer)
    {
        var (items, more) = await Paging.ReadAsync(new Fixed(answer), "list", "things", () => new ToolArguments(), 10, TestContext.Current.CancellationToken);
        (items.Count, more).ShouldBe((0, false));
    }

    [Fact]
    public void Arguments_WhatWasNotGiven_IsLeftOut()
        => new ToolArguments().Add("text", (string?)null).Add("number", (long?)null).Add("share", (double?)null).Add("list", (string[]?)null).Add("empty", Array.Empty<string>())
            .AddFlag("flag", false).AddNode("node", null).ToString().ShouldBe("{}");

    [Fact]
    public void Arguments_WhatWasGiven_IsWrittenAsItIs()
        => new ToolArguments().Add("text", "<é> \"q\" 日本 &'+").Add("number", 0L).Add("share", 0.1).Add("list", ["a", "", "b"]).AddFlag("flag", true).Add("blank", "").ToString()
            .ShouldBe("""{"text":"<é> \"q\" 日本 &'+","number":0,"share":0.1,"list":["a","","b"],"flag":true,"blank":""}""");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Arguments_NumberThatJsonHasNot_IsWrongUsage(double value)
    {
        var refused = Should.Throw<CliException>(() => new ToolArguments().Add("importance", value)).Failure;
        (refused.ExitCode, refused.Message).ShouldBe((ExitCode.Usage, "'importance' must be a number."));
    }

    private sealed class Pages(int there) : IToolCaller
    {
        public List<JsonElement> Asked { get; } = [];

        public ValueTask<ToolAnswer> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken)
        {
            tool.ShouldBe("list");
            var asked = JsonDocument.Parse(arguments.ToUtf8()).RootElement;
            Asked.Add(asked);
            var from = asked.TryGetProperty("cursor", out var cursor) ? int.Parse(cursor.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : 0;
            var to = Math.Min(there, from + asked.GetProperty("limit").GetInt32());
            var items = string.Join(',', Enumerable.Range(from, to - from).Select(n => $"{{\"n\":{n}}}"));
            return ValueTask.FromResult(new ToolAnswer("", JsonDocument.Parse($"{{\"things\":[{items}],\"next_cursor\":{(to < there ? $"\"{to}\"" : "null")}}}").RootElement));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Fixed(string answer) : IToolCaller
    {
        public ValueTask<ToolAnswer> CallAsync(string tool, ToolArguments arguments, CancellationToken cancellationToken)
            => ValueTask.FromResult(new ToolAnswer("", JsonDocument.Parse(answer).RootElement));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
