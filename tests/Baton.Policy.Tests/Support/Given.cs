using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Tests.Support;

/// <summary>Policies and calls, as tests write them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static PolicyLoadResult Load(string json, PolicyFormat format = PolicyFormat.Json)
        => PolicyLoader.Load(Encoding.UTF8.GetBytes(json), format, new CompileOptions { IgnorePathCase = false });

    public static CompiledPolicy Policy(string json)
    {
        var result = Load(json);
        result.Problems.Where(problem => problem.IsError).ShouldBeEmpty();
        return result.Policy!;
    }

    /// <summary>A policy with one entry for the tool <c>t</c>.</summary>
    public static CompiledPolicy Entry(string entry) => Policy($$"""{"version":"1","default":"deny","tools":{"t": {{entry}} } }""");

    public static CallFacts Call(string args = "{}", string tool = "t", ToolCategory category = ToolCategory.Other, string? schema = null) => new()
    {
        Tool = schema is null ? new ToolFacts(tool, category) : new ToolFacts(tool, category, "hash", Encoding.UTF8.GetBytes(schema)),
        Arguments = Encoding.UTF8.GetBytes(args),
        Grant = "g",
        Principal = "p",
        Session = "s",
        Server = "srv",
        Now = Noon,
    };

    public static Decision Decide(string entry, string args) => Entry(entry).Decide(Call(args));

    public static PolicyProblem[] Errors(string json, PolicyFormat format = PolicyFormat.Json)
        => [.. Load(json, format).Problems.Where(problem => problem.IsError)];
}
