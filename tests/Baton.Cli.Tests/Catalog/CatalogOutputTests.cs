using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Catalog;

/// <summary>The index and the attack patterns at the command line: every face of a record, and what is not there.</summary>
public sealed class CatalogOutputTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Attacks_OfTheContract_AreAllThere_EachWithItsFields()
    {
        var attacks = await _cli.JsonAsync("catalog", "attacks");
        attacks.Count.ShouldBeGreaterThanOrEqualTo(40);
        attacks.Select(attack => attack.Text("id")).ShouldBeUnique();
        foreach (var attack in attacks)
        {
            attack.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "category", "how", "case", "look_for", "policy", "owasp_mcp", "safe_mcp"]);
            attack.Text("category").ShouldBeOneOf("agent_behaviour", "prompt_injection", "supply_chain", "protocol", "data", "identity");
            attack.GetProperty("policy").Text("stops").ShouldBeOneOf("full", "partial", "none");
            attack.GetProperty("case").Text("date").ShouldMatch(@"^\d{4}(-\d{2}){0,2}$");
            attack.GetProperty("look_for").GetArrayLength().ShouldBeGreaterThan(0);
            attack.GetProperty("how").GetString()!.Length.ShouldBeGreaterThan(30);
        }
        foreach (var id in (string[])["runaway-loop", "retry-storm", "bulk-write", "memory-poisoning", "handoff-injection", "cross-session-contamination", "rug-pull", "tool-poisoning", "tool-shadowing", "line-jumping", "typosquatted-server", "compromised-package", "token-misredemption", "confused-deputy", "session-hijack", "dns-rebinding", "header-body-disagreement", "duplicate-key-smuggling", "meta-tool-smuggling", "path-traversal", "ssrf", "command-injection", "approval-fatigue", "approval-replay", "budget-evasion", "split-transactions", "identity-by-argument", "invisible-characters", "result-flooding", "lethal-trifecta"])
        {
            attacks.ShouldContain(attack => attack.Text("id") == id, id);
        }
    }

    [Fact]
    public async Task Attacks_OnePattern_IsWholeInText()
    {
        var text = await _cli.RunAsync("catalog", "attacks", "split-transactions");
        var attack = (await _cli.JsonAsync("catalog", "attacks", "split-transactions")).Single();

        var lines = text.Out.Split('\n');
        lines[0].ShouldBe($"{attack.Text("name")} (split-transactions, {attack.Text("category")})");
        lines[2].ShouldBe(attack.Text("how"));
        lines[4].ShouldBe($"It happened: {attack.GetProperty("case").Text("what")}");
        lines[7].ShouldStartWith($"Policy stops: {attack.GetProperty("policy").Text("stops")}. ");
        JsonDocument.Parse(text.Out[text.Out.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetRawText().ShouldContain("\"version\"");
    }

    [Fact]
    public async Task Attacks_EveryRule_IsAPolicyThatChecks()
    {
        foreach (var attack in (await _cli.JsonAsync("catalog", "attacks")).Where(attack => attack.GetProperty("policy").TryGetProperty("rule", out _)))
        {
            _cli.Input = System.Text.Encoding.UTF8.GetBytes(attack.GetProperty("policy").GetProperty("rule").GetRawText());
            var result = await _cli.RunAsync("policy", "check", "-");
            result.Code.ShouldBe(ExitCode.Done, $"{attack.Text("id")}: {result}");
        }
    }

    [Fact]
    public async Task Search_Words_FindsServersWithTheToolsThatMatch()
    {
        var found = await _cli.JsonAsync("catalog", "search", "delete", "repository");
        found.ShouldNotBeEmpty();
        foreach (var match in found)
        {
            match.EnumerateObject().Select(member => member.Name).ShouldBe(["server", "title", "publisher", "package", "date", "tools", "matching_tools"]);
            match.Text("date").ShouldMatch(@"^\d{4}-\d{2}-\d{2}$");
        }
        var table = (await _cli.RunAsync("catalog", "search", "refund")).Out.Split('\n');
        table[0].ShouldBe("server\ttitle\tpublisher\ttools\tmatching tools");
        table[1..^1].ShouldAllBe(line => line.Split('\t').Length == 5);
    }

    [Theory]
    [InlineData(ExitCode.No, "baton: No server or tool of the index contains these words.\n       `baton scan` judges any server.\n", "search", "zzzyyyxxx")]
    [InlineData(ExitCode.No, "baton: No server or tool of the index contains these words.\n       `baton scan` judges any server.\n", "search", "")]
    [InlineData(ExitCode.No, "baton: No attack pattern contains these words.\n", "attacks", "zzzyyyxxx")]
    [InlineData(ExitCode.No, "baton: The index has no server 'githup'.\n       Did you mean 'github'?\n", "show", "githup")]
    [InlineData(ExitCode.No, "baton: The index has no server 'zzzyyyxxx'.\n       `baton catalog search WORDS` finds servers.\n", "show", "zzzyyyxxx")]
    [InlineData(ExitCode.Usage, "baton: WORDS is missing for 'baton catalog search'.\n       See 'baton catalog search --help'.\n", "search")]
    public async Task Run_WhatIsNotThere_IsSaid(int code, string error, params string[] line)
    {
        var result = await _cli.RunAsync(["catalog", .. line]);
        (result.Code, result.Out, result.Error).ShouldBe((code, "", error));
    }

    [Theory]
    [InlineData("strict")]
    [InlineData("balanced")]
    [InlineData("open")]
    public async Task Show_Policy_OfEveryProfile_Checks(string profile)
    {
        var policy = await _cli.RunAsync("catalog", "show", "filesystem", "--policy", "--profile", profile);
        _cli.Input = System.Text.Encoding.UTF8.GetBytes(policy.Out);
        (await _cli.RunAsync("policy", "check", "-")).Code.ShouldBe(ExitCode.Done);
        JsonDocument.Parse(policy.Out).RootElement.Text("default").ShouldBe(profile == "open" ? "allow" : "deny");
    }

    [Fact]
    public async Task Show_Text_SaysWhoPublishedItAndWhenItWasRead()
    {
        var shown = (await _cli.JsonAsync("catalog", "show", "filesystem")).Single();
        var lines = (await _cli.RunAsync("catalog", "show", "filesystem")).Out.Split('\n');
        lines[0].ShouldBe($"{shown.Text("title")} ({shown.Text("publisher")}), {shown.Text("package")}");
        lines[1].ShouldBe($"Listed: {shown.Text("source")}, {shown.Text("date")}. `baton scan` judges what runs today.");
        lines[3].ShouldBe("tool\tcategory\tseverity\tsignals\twhy");
        lines[4..^1].Length.ShouldBe(shown.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public async Task Attacks_OnATerminal_FitIt()
    {
        _cli.Terminal = new Terminal(true, 100, false);
        (await _cli.RunAsync("catalog", "attacks")).Out.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }
}
