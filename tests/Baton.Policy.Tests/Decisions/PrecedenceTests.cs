using System.Text.RegularExpressions;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

/// <summary>Which entries apply to a tool, and which of their answers wins, against oracles written from the language's sentences.</summary>
public sealed class PrecedenceTests
{
    private static readonly string[] Names = ["save", "save_all", "load", "l", "sa?e", "save*", "*", "*_all", "s*e", "load?", "lo*d", "??", "save_?ll"];

    [Fact]
    public void Find_AnyNames_ExactBeatsGlobAndLongerBeatsShorter()
    {
        var random = new Random(4);
        var decided = 0;
        for (var run = 0; run < 400; run++)
        {
            var names = Names.Where(_ => random.Next(2) == 0).ToArray();
            var entries = string.Join(',', names.Select(name => $"\"{name}\":{{\"action\":\"deny\",\"reason\":\"{name}\"}}"));
            if (Given.Load($$"""{"version":"1","default":"allow","tools":{ {{entries}} } }""").Policy is not { } policy) continue;
            foreach (var tool in new[] { "save", "save_all", "load", "l", "loud", "xx", "zzz" })
            {
                var expected = names.Contains(tool) ? tool : names.Where(name => Matches(name, tool)).OrderByDescending(name => name.Length).FirstOrDefault();
                var decision = policy.Decide(Given.Call(tool: tool));
                decision.Message.ShouldBe(expected ?? "", $"{tool} under {entries}");
                decision.Entry.ShouldBe(expected is null ? "" : $"/tools/{expected}");
                decided++;
            }
        }
        decided.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Load_TwoEquallyLongGlobsForOneName_AreAnErrorInAnyOrder()
    {
        foreach (var (left, right) in new[] { ("a*", "*b"), ("get_?", "get*?"), ("*a", "a*"), ("x??", "x?y") })
        {
            foreach (var (first, second) in new[] { (left, right), (right, left) })
            {
                var result = Given.Load($$"""{"version":"1","default":"deny","tools":{"{{first}}":{},"{{second}}":{} } }""");
                var same = first.Length == second.Length;
                result.Problems.Any(problem => problem.Code == "ambiguous_globs").ShouldBe(same, $"{first} {second}");
            }
        }
    }

    [Theory]
    [InlineData("deny", "default_deny")]
    [InlineData("allow", "allowed")]
    public void Decide_NothingMatches_FollowsTheDefault(string @default, string code)
        => Given.Policy($$"""{"version":"1","default":"{{@default}}","tools":{"other":{} },"class":{"read":{} } }""").Decide(Given.Call(tool: "t", category: ToolCategory.Write)).Code.ShouldBe(code);

    // Each layer says nothing, allows, denies by a rule, by its action, asks, or hides; the strictest step in order wins.
    [Fact]
    public void Decide_EveryCombinationOfLayers_FirstRefusalInOrderWins()
    {
        string?[] says = [null, "{}", """{"deny_if":[{"id":"LAYER-deny"}]}""", """{"require":[{"id":"LAYER-require","conditions":[{"path":"args.a","op":"eq","value":1}]}]}""", """{"action":"deny"}""", """{"action":"require_approval"}""", """{"action":"hide"}"""];
        foreach (var own in says)
        {
            foreach (var @class in says)
            {
                foreach (var all in says)
                {
                    var decision = Layers(own, @class, all).Decide(Given.Call("""{"a":2}"""));
                    Expected(own, @class, all).ShouldBe((decision.Outcome, decision.Rule), $"own {own}, class {@class}, all {all}");
                }
            }
        }
    }

    [Fact]
    public void Decide_LimitsOfAllLayers_AreReservedTogether()
    {
        const string Limit = """{"limits":[{"counter":"LAYER","window":"minute","max":5}]}""";
        Layers(Limit, Limit, Limit).Decide(Given.Call()).Reservations.Select(reservation => reservation.Limit.Rule)
            .ShouldBe(["/tools/t/limits/own", "/class/other/limits/class", "/all_tools/limits/all"]);
    }

    [Theory]
    [InlineData("file:///docs/a.md", "/resources/file:~1~1~1docs~1*.md")]
    [InlineData("file:///docs/b/a.md", "/resources/file:~1~1~1docs~1**")]
    [InlineData("file:///docs/secret.md", "/resources/file:~1~1~1docs~1secret.md")]
    [InlineData("https://x.example/", "")]
    public void Decide_Resource_FollowsItsUri(string uri, string entry)
        => Given.Policy("""{"version":"1","default":"deny","tools":{"*":{}},"resources":{"file:///docs/*.md":{},"file:///docs/**":{},"file:///docs/secret.md":{"action":"deny"}}}""")
            .Decide(Given.Call(tool: uri) with { Kind = CallKind.Resource }).Entry.ShouldBe(entry);

    [Fact]
    public void Decide_PromptsAndResources_AreNotToolsAndHaveNoClass()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"x":{}},"class":{"other":{}},"all_tools":{"action":"deny"},"prompts":{"x":{}}}""");
        policy.Decide(Given.Call(tool: "x") with { Kind = CallKind.Prompt }).Outcome.ShouldBe(DecisionOutcome.Allow);
        policy.Decide(Given.Call(tool: "x") with { Kind = CallKind.Resource }).Rule.ShouldBe("(default deny)");
        policy.Decide(Given.Call(tool: "x")).Rule.ShouldBe("/all_tools/action");
    }

    private static Policy.Compilation.CompiledPolicy Layers(string? own, string? @class, string? all) => Given.Policy($$"""
        {"version":"1","default":"deny"
        {{Part("tools", own is null ? null : $$"""{"t":{{own.Replace("LAYER", "own", StringComparison.Ordinal)}} }""")}}
        {{Part("class", @class is null ? null : $$"""{"other":{{@class.Replace("LAYER", "class", StringComparison.Ordinal)}} }""")}}
        {{Part("all_tools", all?.Replace("LAYER", "all", StringComparison.Ordinal))}} }
        """);

    private static string Part(string key, string? value) => value is null ? "" : $",\"{key}\":{value}";

    private static (DecisionOutcome, string) Expected(string? own, string? @class, string? all)
    {
        (string Name, string Place, string? Says)[] layers = [("own", "/tools/t", own), ("class", "/class/other", @class), ("all", "/all_tools", all)];
        if (layers.Any(layer => layer.Says?.Contains("hide", StringComparison.Ordinal) == true)) return (DecisionOutcome.Hide, "(hidden)");
        if (own is null && @class is null) return (DecisionOutcome.Deny, "(default deny)");
        foreach (var (word, rule) in new[] { ("deny_if", "-deny"), ("require\"", "-require") })
        {
            foreach (var layer in layers)
            {
                if (layer.Says?.Contains(word, StringComparison.Ordinal) == true) return (DecisionOutcome.Deny, layer.Name + rule);
            }
        }
        foreach (var (word, outcome) in new[] { ("\"deny\"", DecisionOutcome.Deny), ("require_approval", DecisionOutcome.Ask) })
        {
            foreach (var layer in layers)
            {
                if (layer.Says?.Contains(word, StringComparison.Ordinal) == true) return (outcome, layer.Place + "/action");
            }
        }
        return (DecisionOutcome.Allow, "");
    }

    private static bool Matches(string glob, string name)
        => Regex.IsMatch(name, $"^{Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$", RegexOptions.Singleline);
}
