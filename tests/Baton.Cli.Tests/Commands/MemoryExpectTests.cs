using System.Text.Json;

namespace Baton.Cli.Tests.Commands;

public sealed class MemoryExpectTests : IDisposable
{
    private readonly CliHarness _baton = new();

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Check_AfterTheAnswerIsGone_SaysWhatIsMissingAndWhatCame()
    {
        var releases = await SaveAsync("Releases are cut from main on Tuesdays");
        var lunch = await SaveAsync("Lunch is at noon");
        var saved = await _baton.RunAsync("memory", "expect", "when are releases cut", "--has", releases[..20], "--not", lunch, "--project", "web");
        saved.Code.ShouldBe(0, saved.ToString());
        saved.Out.ShouldStartWith("holds\twhen are releases cut");
        (await _baton.RunAsync("memory", "check")).Out.ShouldEndWith("1 of 1 hold.\n");
        await _baton.RunAsync("memory", "delete", releases);
        var other = await SaveAsync("Nothing is released on Fridays; releases wait for Tuesday");
        var check = await _baton.RunAsync("memory", "check");
        check.Code.ShouldBe(1);
        check.Out.ShouldContain("BROKEN\twhen are releases cut");
        check.Out.ShouldContain($"{releases} is missing (it was at 1)");
        check.Out.ShouldContain($"{other} came, at 1");
        check.Out.ShouldEndWith("0 of 1 hold.\n");
    }

    [Fact]
    public async Task Check_Unwanted_IsBrokenAndToldInJson()
    {
        var lunch = await SaveAsync("Lunch is at noon");
        await _baton.RunAsync("memory", "expect", "lunch", "--not", lunch, "--file", "own/retrieval.jsonl");
        File.Exists(_baton.At("own", "retrieval.jsonl")).ShouldBeTrue();
        var check = await _baton.RunAsync("memory", "check", "--file", "own/retrieval.jsonl", "--json");
        check.Code.ShouldBe(1);
        var line = JsonDocument.Parse(check.Out).RootElement;
        line.GetProperty("holds").GetBoolean().ShouldBeFalse();
        line.GetProperty("broken")[0].GetString().ShouldBe($"{lunch} is there, at 1");
        line.GetProperty("changed").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Expect_SameQuestionAgain_ReplacesTheFirst()
    {
        var lunch = await SaveAsync("Lunch is at noon");
        await _baton.RunAsync("memory", "expect", "lunch", "--not", lunch);
        await _baton.RunAsync("memory", "expect", "lunch", "--has", lunch);
        (await _baton.RunAsync("memory", "check")).Out.ShouldEndWith("1 of 1 hold.\n");
    }

    [Theory]
    [InlineData("memory", "expect", "lunch")]
    [InlineData("memory", "expect", "lunch", "--has", "m_01", "--within", "0")]
    public async Task Expect_Nothing_IsRefused(params string[] arguments) => (await _baton.RunAsync(arguments)).Code.ShouldBe(2);

    [Fact]
    public async Task Expect_UnknownRecord_IsRefused()
    {
        await SaveAsync("Lunch is at noon");
        var result = await _baton.RunAsync("memory", "expect", "lunch", "--has", "m_01JABCDEFG");
        result.Code.ShouldBe(1);
        result.Error.ShouldContain("m_01JABCDEFG");
    }

    [Fact]
    public async Task Check_DamagedFile_NamesTheLine()
    {
        _baton.Write("bad.jsonl", "{\"query\":\"x\"}\n");
        var result = await _baton.RunAsync("memory", "check", "--file", "bad.jsonl");
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("line 1");
    }

    [Theory]
    [InlineData("""{"query":"x","within":1.5,"has":[],"not":[],"found":[]}""")]
    [InlineData("""{"query":"x","within":99999999999,"has":[],"not":[],"found":[]}""")]
    [InlineData("""{"query":null,"within":5,"has":[],"not":[],"found":[]}""")]
    [InlineData("""{"query":7,"within":5,"has":[],"not":[],"found":[]}""")]
    [InlineData("""{"query":"x","within":5,"has":[null],"not":[],"found":[]}""")]
    [InlineData("""{"query":"x","within":5,"has":{},"not":[],"found":[]}""")]
    [InlineData("""{"query":"x","within":5,"has":[],"not":[]}""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("no json")]
    public async Task Check_LineOfAnotherShape_IsNamedAndNothingIsTested(string line)
    {
        _baton.Write("bad.jsonl", "{\"query\":\"lunch\",\"within\":5,\"has\":[],\"not\":[],\"found\":[]}\n" + line + "\n");
        var result = await _baton.RunAsync("memory", "check", "--file", "bad.jsonl");
        (result.Code, result.Out).ShouldBe((2, ""), result.ToString());
        result.Error.ShouldContain("bad.jsonl, line 2");
    }

    [Fact]
    public async Task Check_HitThatMoved_HoldsAndSaysSo()
    {
        var first = await SaveAsync("Lunch is at noon");
        await _baton.RunAsync("memory", "expect", "lunch", "--has", first);
        (await _baton.RunAsync("memory", "check")).Out.ShouldBe("holds\tlunch\n1 of 1 hold.\n");
        var second = await SaveAsync("Lunch, lunch: the kitchen of the lunch room serves lunch");
        var check = await _baton.RunAsync("memory", "check");
        check.Code.ShouldBe(0, check.ToString());
        check.Out.ShouldStartWith("holds\tlunch\n");
        check.Out.ShouldContain($"\t{second} came, at ");
        check.Out.ShouldEndWith("1 of 1 hold.\n");
    }

    [Fact]
    public async Task Check_NothingExpected_IsDoneAndSaysHowToBegin()
    {
        await SaveAsync("Lunch is at noon");
        var check = await _baton.RunAsync("memory", "check");
        (check.Code, check.Out).ShouldBe((0, ""), check.ToString());
        check.Error.ShouldContain("baton memory expect");
    }

    [Fact]
    public async Task Check_OneOfTwoBroken_CountsBothAndIsNo()
    {
        var lunch = await SaveAsync("Lunch is at noon");
        await _baton.RunAsync("memory", "expect", "lunch", "--has", lunch);
        await _baton.RunAsync("memory", "expect", "noon", "--not", lunch);
        var check = await _baton.RunAsync("memory", "check");
        check.Code.ShouldBe(1, check.ToString());
        check.Out.ShouldContain("holds\tlunch");
        check.Out.ShouldContain("BROKEN\tnoon");
        check.Out.ShouldEndWith("1 of 2 hold.\n");
    }

    private async Task<string> SaveAsync(string text)
    {
        var saved = await _baton.RunAsync("memory", "save", text, "--project", "web", "--json");
        saved.Code.ShouldBe(0, saved.ToString());
        return JsonDocument.Parse(saved.Out).RootElement.GetProperty("memories")[0].GetProperty("id").GetString()!;
    }
}
