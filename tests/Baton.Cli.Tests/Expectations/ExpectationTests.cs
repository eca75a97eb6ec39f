using System.Collections.Immutable;
using Baton.Cli.Application;
using Baton.Cli.Expectations;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Expectations;

/// <summary>What a search must find: what is broken, what only moved, and the file that keeps it.</summary>
public sealed class ExpectationTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public void Broken_MissingAndUnwanted_AreNamedWithTheirPlaces()
    {
        var expectation = Of(has: ["a", "b", "z"], not: ["x"], found: ["a", "b"]);
        expectation.Broken(["b", "x", "c"]).ShouldBe(["a is missing (it was at 1)", "z is missing", "x is there, at 2"]);
        expectation.Broken(["z", "b", "a"]).ShouldBeEmpty();
    }

    [Fact]
    public void Changed_GoneComeAndMoved_AreNamedWithTheirPlaces()
        => Of(found: ["a", "b", "c"]).Changed(["c", "b", "d"]).ShouldBe(["a went (it was at 1)", "d came, at 3", "c moved from 3 to 1"]);

    [Fact]
    public void Changed_SameHits_IsNothing()
        => Prop.ForAll<string[]>(ids => Of(found: [.. ids.Distinct()]).Changed([.. ids.Distinct()]).ShouldBeEmpty()).Check(Repeatable.Config);

    [Fact]
    public void SaveThenRead_AnyExpectations_GivesTheSame()
    {
        var file = new ExpectationFile(_cli.At("kept", "expectations.jsonl"));
        var saved = new[]
        {
            new Expectation("when are releases cut?", null, 10, ["m_1"], [], ["m_1", "m_2"]),
            new Expectation("ünïcödé \"quoted\" \n line", "shop", 1, [], ["m_3"], []),
        };
        foreach (var each in saved) file.Save(each);

        file.Read().Select(Text).ShouldBe(saved.Select(Text));
        File.ReadAllLines(_cli.At("kept", "expectations.jsonl")).Length.ShouldBe(2);
    }

    [Fact]
    public void Save_SameQuestionAndProject_ReplacesOnlyThat()
    {
        var file = new ExpectationFile(_cli.At("e.jsonl"));
        file.Save(new Expectation("q", null, 5, ["a"], [], []));
        file.Save(new Expectation("q", "shop", 5, ["b"], [], []));
        file.Save(new Expectation("q", null, 7, ["c"], [], []));

        file.Read().Select(each => (each.Project, each.Within, each.Has[0])).ShouldBe([("shop", 5, "b"), (null, 7, "c")]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"query\":7,\"within\":1,\"has\":[],\"not\":[],\"found\":[]}")]
    [InlineData("{\"query\":\"q\",\"within\":\"1\",\"has\":[],\"not\":[],\"found\":[]}")]
    [InlineData("{\"query\":\"q\",\"within\":1.5,\"has\":[],\"not\":[],\"found\":[]}")]
    [InlineData("{\"query\":\"q\",\"within\":1,\"has\":[null],\"not\":[],\"found\":[]}")]
    [InlineData("{\"query\":\"q\",\"within\":1,\"has\":{},\"not\":[],\"found\":[]}")]
    [InlineData("{\"query\":\"q\",\"within\":1,\"has\":[],\"not\":[]}")]
    public void Read_LineThatIsNone_NamesFileAndLine(string line)
    {
        var path = _cli.Write("e.jsonl", $"{{\"query\":\"q\",\"within\":1,\"has\":[],\"not\":[],\"found\":[]}}\n\n{line}\n");
        var failed = Should.Throw<CliException>(() => new ExpectationFile(path).Read()).Failure;
        (failed.ExitCode, failed.Message.StartsWith($"{path}, line 3: ", StringComparison.Ordinal)).ShouldBe((ExitCode.Usage, true), failed.Message);
    }

    public void Dispose() => _cli.Dispose();

    private static Expectation Of(ImmutableArray<string>? has = null, ImmutableArray<string>? not = null, ImmutableArray<string>? found = null)
        => new("q", null, 10, has ?? [], not ?? [], found ?? []);

    private static string Text(Expectation each) => $"{each.Query}|{each.Project}|{each.Within}|{string.Join(',', each.Has)}|{string.Join(',', each.Not)}|{string.Join(',', each.Found)}";
}
