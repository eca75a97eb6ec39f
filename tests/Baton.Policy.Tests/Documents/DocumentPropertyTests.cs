using System.Text;
using System.Text.Json.Nodes;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Writing;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Documents;

public sealed class DocumentPropertyTests
{
    private static readonly string[] Calls = ["{}", """{"x":5}""", """{"x":"abc","other":"abc"}""", """{"x":-1,"list":[{"y":2}]}""", """{"a.b":"git","x":null}""", "["];

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static Config Quiet(int tests) => Repeatable.Config.WithMaxTest(tests);

    [Fact]
    public void Read_WhatWasWritten_IsTheSameDocument() => Check.One(Quiet(300), Prop.ForAll(Seeds, seed =>
    {
        var document = Load(new DocumentGenerator(seed).Document()).Document!;
        var again = PolicyLoader.Load(PolicyWriter.Write(document), PolicyFormat.Json);
        var indented = PolicyLoader.Load(PolicyWriter.Write(document, indented: true), PolicyFormat.Json);
        return document.Equals(again.Document) && document.Equals(indented.Document) && again.IsValid;
    }));

    [Fact]
    public void Read_SameDocumentAsYaml_IsTheSameDocument() => Check.One(Quiet(200), Prop.ForAll(Seeds, seed =>
    {
        // JSON is YAML's flow style, so the one text goes through both readers.
        var json = new DocumentGenerator(seed).Document();
        return Load(json).Document!.Equals(Given.Load(json, PolicyFormat.Yaml).Document);
    }));

    [Theory]
    [InlineData("require")]
    [InlineData("deny_if")]
    public void Decide_WithOneRuleMore_NeverAllowsMore(string kind) => Check.One(Quiet(300), Prop.ForAll(Seeds, seed =>
    {
        var generator = new DocumentGenerator(seed);
        var json = JsonNode.Parse(generator.Document())!;
        var before = Load(json.ToJsonString()).Policy!;
        foreach (var entry in Entries(json))
        {
            if (entry[kind] is not JsonArray rules) entry[kind] = rules = [];
            rules.Insert(0, JsonNode.Parse($$"""{"conditions":[{{generator.Condition(2)}}]}"""));
        }
        var after = Load(json.ToJsonString()).Policy!;
        return AllCalls().All(call => Passes(before.Decide(call)) || !Passes(after.Decide(call)));
    }));

    [Fact]
    public void Decide_KeysInAnotherOrder_IsTheSame() => Check.One(Quiet(300), Prop.ForAll(Seeds, seed =>
    {
        var json = JsonNode.Parse(new DocumentGenerator(seed).Document())!;
        var one = Load(json.ToJsonString()).Policy!;
        var other = Load(Reversed(json)!.ToJsonString()).Policy!;
        return AllCalls().All(call =>
        {
            var reversed = TryReverse(call);
            var (a, b) = (one.Decide(call), other.Decide(reversed));
            return a.Outcome == b.Outcome && a.Rule == b.Rule && a.Code == b.Code && a.IsObserved == b.IsObserved;
        });
    }));

    [Fact]
    public void Decide_Twice_IsTheSame() => Check.One(Quiet(200), Prop.ForAll(Seeds, seed =>
    {
        var policy = Load(new DocumentGenerator(seed).Document()).Policy!;
        return AllCalls().All(call => policy.Decide(call) is var first && policy.Decide(call) is var second && first.Outcome == second.Outcome && first.Message == second.Message);
    }));

    private static bool Passes(Decision decision) => decision is { Outcome: DecisionOutcome.Allow, IsObserved: false };

    private static PolicyLoadResult Load(string json)
    {
        var result = Given.Load(json);
        result.Problems.Where(problem => problem.IsError).ShouldBeEmpty(json);
        return result;
    }

    private static IEnumerable<CallFacts> AllCalls()
        => from tool in new[] { "save", "delete_repo", "memory_x", "gets", "secret_x", "unknown" }
           from category in new[] { ToolCategory.Other, ToolCategory.Read }
           from args in Calls
           select Given.Call(args, tool, category);

    private static IEnumerable<JsonObject> Entries(JsonNode json)
        => ((JsonObject)json["tools"]!).Select(pair => (JsonObject)pair.Value!).Concat(json["all_tools"] is JsonObject all ? [all] : []);

    private static CallFacts TryReverse(CallFacts call)
    {
        var text = Encoding.UTF8.GetString(call.Arguments.Span);
        return text == "[" ? call : call with { Arguments = Encoding.UTF8.GetBytes(Reversed(JsonNode.Parse(text))!.ToJsonString()) };
    }

    // `tests` and lists keep their order, which has a meaning.
    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(pair => KeyValuePair.Create(pair.Key, Reversed(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
