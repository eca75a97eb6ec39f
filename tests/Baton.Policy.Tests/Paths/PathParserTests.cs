using Baton.Policy.Paths;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Paths;

/// <summary>How paths are read: each step, each mistake with its words, and that any name at all can be written.</summary>
public sealed class PathParserTests
{
    [Theory]
    [InlineData("args", "")]
    [InlineData("args.a", "a")]
    [InlineData("args.a.b", "a,b")]
    [InlineData("args.a-b_c", "a-b_c")]
    [InlineData("args.naïve", "naïve")]
    [InlineData("args.😀", "😀")]
    [InlineData("args.args", "args")]
    [InlineData("args[0]", "#0")]
    [InlineData("args.a[0].b", "a,#0,b")]
    [InlineData("args.a[2147483647]", "a,#2147483647")]
    [InlineData("args.a[*].b", "a,each,b")]
    [InlineData("args.a[any].b", "a,some,b")]
    [InlineData("args.a[*][any][3]", "a,each,some,#3")]
    [InlineData("args[\"a.b\"]", "a.b")]
    [InlineData("args[\"\"]", "")]
    [InlineData("args[\"*\"]", "*")]
    [InlineData("args[\"any\"]", "any")]
    [InlineData("args[\"a]b\"].c", "a]b,c")]
    [InlineData("args[\"a[0]\"][1]", "a[0],#1")]
    [InlineData("args[\"say \\\"hi\\\"\"]", "say \"hi\"")]
    [InlineData("args[\"back\\\\slash\"]", "back\\slash")]
    [InlineData("args[\"tab\there\"]", "tab\there")]
    public void Parse_Arguments_GivesEachStep(string text, string steps)
    {
        var path = PathParser.Parse(text, out var error).ShouldNotBeNull(error);
        string.Join(',', path.Steps.Select(Show)).ShouldBe(steps);
        (path.Root, path.Text, error).ShouldBe((PathRoot.Arguments, text, ""));
    }

    [Theory]
    [InlineData("caller.grant", "CallerGrant")]
    [InlineData("caller.principal", "CallerPrincipal")]
    [InlineData("tool.name", "ToolName")]
    [InlineData("tool.category", "ToolCategory")]
    [InlineData("server.name", "ServerName")]
    [InlineData("time.hour", "TimeHour")]
    [InlineData("time.weekday", "TimeWeekday")]
    public void Parse_Fact_IsReadWhole(string text, string root)
    {
        var path = PathParser.Parse(text, out _).ShouldNotBeNull();
        (path.Root.ToString(), path.Steps.Length, path.IsTime).ShouldBe((root, 0, text.StartsWith("time.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "a path begins with args., or is one of caller.grant")]
    [InlineData("amount", "a path begins with args.")]
    [InlineData("Args.a", "did you mean `args`?")]
    [InlineData("arg.a", "did you mean `args`?")]
    [InlineData("argsx.a", "did you mean `args`?")]
    [InlineData(" args.a", "a path begins with args.")]
    [InlineData("caller.grand", "did you mean `caller.grant`?")]
    [InlineData("caller", "a path begins with args.")]
    [InlineData("caller.client", "what a client says of itself is not to be trusted. Use caller.grant or caller.principal.")]
    [InlineData("caller.client.name", "not to be trusted")]
    [InlineData("state.t.calls", "counters are written under `limits`")]
    [InlineData("tool.category.x", "did you mean `tool.category`?")]
    [InlineData("time.minute", "a path begins with args.")]
    [InlineData("args.", "a name after `.` holds no spaces, quotes, `*` or `]`")]
    [InlineData("args..a", "a name after `.`")]
    [InlineData("args.a b", "write it as [\"name\"]")]
    [InlineData("args.a\"b", "write it as [\"name\"]")]
    [InlineData("args.*", "write it as [\"name\"]")]
    [InlineData("args.a]", "write it as [\"name\"]")]
    [InlineData("args.a[", "between `[` and `]` stands a number, `*`, `any`, or a name in double quotes")]
    [InlineData("args.a[]", "between `[` and `]`")]
    [InlineData("args.a[-1]", "between `[` and `]`")]
    [InlineData("args.a[1.0]", "between `[` and `]`")]
    [InlineData("args.a[ 1]", "between `[` and `]`")]
    [InlineData("args.a[2147483648]", "between `[` and `]`")]
    [InlineData("args.a[all]", "between `[` and `]`")]
    [InlineData("args.a['b']", "between `[` and `]`")]
    [InlineData("args.a[0]b", "`.` or `[` is expected after `]`")]
    [InlineData("args[\"a\"]b", "`.` or `[` is expected after `]`")]
    [InlineData("args[\"a", "a name in quotes ends with `\"]`")]
    [InlineData("args[\"a\"", "a name in quotes ends with `\"]`")]
    [InlineData("args[\"a\"b\"]", "a name in quotes ends with `\"]`")]
    public void Parse_WhatIsNoPath_SaysWhy(string text, string why)
    {
        PathParser.Parse(text, out var error).ShouldBeNull();
        error.ShouldStartWith($"`{text}`");
        error.ShouldContain(why);
    }

    [Fact]
    public void Parse_ThirtyTwoSteps_AreTheMost()
    {
        PathParser.Parse("args" + string.Concat(Enumerable.Repeat(".a", 32)), out _).ShouldNotBeNull();
        PathParser.Parse("args" + string.Concat(Enumerable.Repeat(".a", 33)), out var error).ShouldBeNull();
        error.ShouldEndWith("has more than 32 steps.");
    }

    [Fact]
    public void Parse_AnyNameInQuotes_IsThatName()
    {
        var random = new Random(7);
        char[] letters = ['a', '"', '\\', '[', ']', '.', '*', ' ', '\n', '\t', 'é', '\u2028', 'n', 'u'];
        for (var run = 0; run < 500; run++)
        {
            var name = new string(random.GetItems(letters, random.Next(8)));
            var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            var path = PathParser.Parse($"args[\"{quoted}\"].x", out var error).ShouldNotBeNull($"{name}: {error}");
            path.Steps.Select(step => step.Name).ShouldBe([name, "x"]);
        }
    }

    [Theory]
    [InlineData("args.a[*]", true, false)]
    [InlineData("args.a[any].b", false, true)]
    [InlineData("args.a[*][any]", true, true)]
    [InlineData("args[\"[*]\"]", false, false)]
    public void Path_Quantifiers_AreKnown(string text, bool each, bool some)
    {
        var path = PathParser.Parse(text, out _).ShouldNotBeNull();
        (path.HasEach, path.HasSome).ShouldBe((each, some));
    }

    [Fact]
    public void Load_BadPath_IsToldAtThePathWithItsWords()
    {
        var error = Given.Errors("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a[x]","op":"exists"}]}]}}}""").ShouldHaveSingleItem();
        (error.Code, error.Pointer, error.Column).ShouldBe(("path", "/tools/t/require/0/conditions/0/path", 74));
        error.Message.ShouldStartWith("`args.a[x]` is not a path: ");
    }

    private static string Show(PathStep step) => step.Kind switch
    {
        PathStepKind.Each => "each",
        PathStepKind.Some => "some",
        PathStepKind.Index => $"#{step.Index}",
        _ => step.Name,
    };
}
