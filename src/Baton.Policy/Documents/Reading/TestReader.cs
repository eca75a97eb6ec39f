using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads the tests that a document carries.</summary>
internal static class TestReader
{
    private static readonly string[] Targets = ["tool", "resource", "prompt"];

    public static TestConfig? Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Test, place, problems);
        var name = reader.Text("name");
        var expect = reader.Word("expect", ["allow", "deny", "hide", "ask"]);
        var call = reader.Find("call") is { } inner ? Call(inner, reader.At("call"), problems) : null;
        var rule = reader.Text("rule");
        return name is null || expect is null || call is null ? null : new TestConfig(name, call, expect, rule);
    }

    private static TestCallConfig? Call(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Call, place, problems);
        if (!reader.IsObject) return null;
        var targets = Targets.Count(reader.Has);
        if (targets != 1) problems.Error("test", place, "A call names exactly one of tool, resource and prompt.");
        if (reader.Find("args") is { } args) ObjectReader.Expect(problems, args, JsonKind.Object, reader.At("args"), "an object");
        return new TestCallConfig(
            reader.Text("tool"),
            reader.Text("resource"),
            reader.Text("prompt"),
            reader.Literal("args"),
            reader.Word<ToolCategory>("category"),
            reader.Text("server"),
            reader.Find("caller") is { } caller ? Caller(caller, reader.At("caller"), problems) : null,
            Instant(reader, problems));
    }

    private static TestCallerConfig Caller(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Caller, place, problems);
        return new TestCallerConfig(reader.Text("grant"), reader.Text("principal"), reader.Text("session"));
    }

    private static DateTimeOffset? Instant(ObjectReader reader, ProblemList problems)
    {
        if (reader.Text("at") is not { } text) return null;
        if (Conditions.Instant.TryParse(text, out var instant) && instant.ToTime() is { } time) return time;
        problems.Error("test", reader.At("at"), $"`{text}` is not an instant: write 2026-03-01T12:00:00Z.");
        return null;
    }
}
