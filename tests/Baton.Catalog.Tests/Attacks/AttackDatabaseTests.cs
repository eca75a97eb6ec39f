using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Catalog.Attacks;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.TestSupport;

namespace Baton.Catalog.Tests.Attacks;

public sealed partial class AttackDatabaseTests
{
    [Fact]
    public void All_HasFortyPatternsOrMore_WithDistinctIds()
    {
        AttackDatabase.All.Length.ShouldBeGreaterThanOrEqualTo(40);
        AttackDatabase.All.Select(attack => attack.Id).ShouldBeUnique();
        AttackDatabase.All.Select(attack => attack.Category).Distinct().Count().ShouldBe(6);
    }

    [Theory]
    [InlineData("runaway-loop", "retry-storm", "bulk-write", "memory-poisoning", "handoff-injection", "cross-session-contamination", "rug-pull", "tool-poisoning")]
    [InlineData("tool-shadowing", "line-jumping", "typosquatted-server", "compromised-package", "token-misredemption", "confused-deputy", "session-hijack", "dns-rebinding")]
    [InlineData("header-body-disagreement", "duplicate-key-smuggling", "meta-tool-smuggling", "exfiltration-url", "exfiltration-search", "exfiltration-message", "exfiltration-name", "credential-in-error")]
    [InlineData("path-traversal", "ssrf", "command-injection", "sql-beyond-class", "approval-fatigue", "approval-replay", "budget-evasion", "split-transactions")]
    [InlineData("identity-by-argument", "consent-for-another-tool", "invisible-characters", "result-flooding", "lethal-trifecta")]
    public void Find_PatternsThatTheDesignNames_AreThere(params string[] ids)
    {
        foreach (var id in ids) AttackDatabase.Find(id).ShouldNotBeNull(id);
    }

    [Fact]
    public void Rules_AreDocumentsThatCompile()
        => AttackDatabase.All.Where(attack => attack.RuleJson is not null)
            .SelectMany(attack => PolicyLoader.Load(Encoding.UTF8.GetBytes(attack.RuleJson!), PolicyFormat.Json).Problems.Where(problem => problem.IsError).Select(problem => $"{attack.Id}: {problem}"))
            .ShouldBeEmpty();

    [Fact]
    public void Cases_HaveADateAndASource()
    {
        foreach (var attack in AttackDatabase.All)
        {
            Date().IsMatch(attack.Case.Date).ShouldBeTrue(attack.Id);
            Date().IsMatch(attack.Case.SourceDate).ShouldBeTrue(attack.Id);
            attack.Case.SourceTitle.ShouldNotBeNullOrWhiteSpace(attack.Id);
            attack.Case.SourcePublisher.ShouldNotBeNullOrWhiteSpace(attack.Id);
            attack.LookFor.ShouldNotBeEmpty(attack.Id);
        }
    }

    [Fact]
    public void Stops_FullWithoutARule_IsSaidOnlyOfWhatTheGatewayItselfRefuses()
        => AttackDatabase.All.Where(attack => attack is { Stops: AttackStop.None, RuleJson: not null }).ShouldBeEmpty();

    [Fact]
    public void DataFiles_FollowTheirSchema_InKeysAndWords()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.At("src", "Baton.Catalog", "Attacks", "attacks.schema.json")));
        var attack = schema.RootElement.GetProperty("$defs").GetProperty("attack");
        var known = attack.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
        var required = attack.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToArray();
        foreach (var file in Directory.GetFiles(Repository.At("src", "Baton.Catalog", "Attacks", "Data"), "*.json"))
        {
            using var data = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var entry in data.RootElement.GetProperty("attacks").EnumerateArray())
            {
                var keys = entry.EnumerateObject().Select(member => member.Name).ToArray();
                keys.ShouldBeSubsetOf(known, file);
                required.ShouldBeSubsetOf(keys, file);
                entry.GetProperty("category").GetString().ShouldBe(Path.GetFileNameWithoutExtension(file));
            }
        }
    }

    [Theory]
    [InlineData("read_file", "path-traversal", "path!")]
    [InlineData("fetch", "ssrf", "url!")]
    [InlineData("execute_sql", "sql-beyond-class", "sql!")]
    [InlineData("send_email", "exfiltration-message", "to!", "body!")]
    [InlineData("create_refund", "budget-evasion", "payment!", "amount!:number")]
    public void For_Tool_NamesTheAttackOnItsAccess(string tool, string attack, params string[] parameters)
        => AttackDatabase.For(Tools.Judge(tool, null, parameters)).Select(one => one.Id).ShouldContain(attack);

    [Fact]
    public void For_HarmlessRead_DoesNotSpeakOfMoneyOrFiles()
        => AttackDatabase.For(Tools.Judge("get_current_time", "Get the current time", "timezone!")).Select(one => one.Id)
            .ShouldNotContain(id => id == "path-traversal" || id == "split-transactions" || id == "command-injection");

    [Fact]
    public void Search_WordsInAnyText_FindsThePattern()
        => AttackDatabase.Search("postmark copy").Select(attack => attack.Id).ShouldBe(["malicious-package"]);

    [GeneratedRegex("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
    private static partial Regex Date();
}
