using System.Text.Json;

namespace Baton.Cli.Tests.Bench;

/// <summary>The benchmark command on a conversation made up for it, in the format of the data set.</summary>
public sealed class LocomoCommandTests : IDisposable
{
    private const string Conversations = """
        [{"sample_id": "made-up", "conversation": {
            "speaker_a": "Ann", "speaker_b": "Ben",
            "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_1": [
                {"speaker": "Ann", "dia_id": "D1:1", "text": "Did you repair the tractor?"},
                {"speaker": "Ben", "dia_id": "D1:2", "text": "Yes, the gearbox was full of sand."}],
            "session_2_date_time": "10:05 am on 3 June, 2023",
            "session_2": [
                {"speaker": "Ann", "dia_id": "D2:1", "text": "We harvested the barley in the northern field."},
                {"speaker": "Ben", "dia_id": "D2:2", "text": "Lovely weather for it."}]},
          "qa": [
            {"question": "When was the barley harvested?", "evidence": ["D2:1"], "category": 2},
            {"question": "What was wrong with the tractor?", "evidence": ["D1:2; D1:1"], "category": 4},
            {"question": "Who is absent?", "evidence": ["D9:9"], "category": 5},
            {"question": "Nothing is asked for", "evidence": [], "category": 5}]}]
        """;

    private readonly CliHarness _baton = new();

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Locomo_ByCategory_MeasuresBatonAndPlainSearchAloneAndPooled()
    {
        var result = await _baton.RunAsync("bench", "locomo", _baton.Write("talk.json", Conversations), "--by", "category", "--json");
        result.Code.ShouldBe(0, result.ToString());
        var rows = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Select(row => (row.GetProperty("setting").GetString(), row.GetProperty("search").GetString())).ShouldBe(
        [
            ("alone", "baton"), ("alone", "fts5"), ("pooled", "baton"), ("pooled", "fts5"),
            ("alone, temporal", "baton"), ("alone, temporal", "fts5"), ("alone, single-hop", "baton"), ("alone, single-hop", "fts5"),
            ("pooled, temporal", "baton"), ("pooled, temporal", "fts5"), ("pooled, single-hop", "baton"), ("pooled, single-hop", "fts5"),
        ]);
        var ours = rows[0];
        ours.GetProperty("questions").GetInt32().ShouldBe(2, "questions without evidence that exists are left out");
        ours.GetProperty("turns").GetProperty("recall_at_10").GetDouble().ShouldBe(1, "the answer is beside the turn that has the words");
        ours.GetProperty("sessions").GetProperty("recall_at_10").GetDouble().ShouldBe(1);
        ours.GetProperty("tokens").GetProperty("500").GetDouble().ShouldBe(1);
        rows[1].GetProperty("turns").GetProperty("recall_at_1").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Locomo_ForPeople_PrintsATable()
    {
        var result = await _baton.RunAsync("bench", "locomo", _baton.Write("talk.json", Conversations));
        result.Code.ShouldBe(0);
        result.Out.ShouldStartWith("setting\tsearch\tquestions\tturn@1\tturn@5\tturn@10\tmrr");
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
        result.Error.ShouldContain("made-up: 4 turns, 2 questions");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"sample_id\": \"x\"}]")]
    [InlineData("not json")]
    [InlineData("[]")]
    public async Task Locomo_AnotherFile_IsRefusedWithWhatIsWanted(string text)
    {
        var result = await _baton.RunAsync("bench", "locomo", _baton.Write("other.json", text));
        result.Code.ShouldBe(2);
        result.Error.ShouldNotBeEmpty();
        result.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none.json")]
    [InlineData("none/none.json")]
    public async Task Locomo_MissingFile_IsWrongUsage(string name)
    {
        var result = await _baton.RunAsync("bench", "locomo", _baton.At(name));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain($"there is no file {_baton.At(name)}.");
    }
}
