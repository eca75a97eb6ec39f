using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Administration;

/// <summary>What undoing and destroying say beforehand and afterwards, word for word: people decide by it.</summary>
public sealed class AdministrationOutputTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Rewind_Preview_ListsEachRecordWithItsStep()
    {
        var (handoff, memory) = await FillAsync();

        (await _cli.RunAsync("rewind", "--grant", "local", "--since", "1h")).ToString().ShouldBe(
            "0\nid\tproject\tkey or title\tundoes\tstep\twhy\n"
            + $"{handoff}\tp\tk\tv1,v2\tdelete\t\n"
            + $"{memory}\tp\tm\tv1\tdelete\t\n"
            + "2 would be undone. Add --apply to do it.\n");
        (await _cli.JsonAsync("rewind", "--grant", "local", "--since", "1h")).Single().GetRawText().ShouldBe(
            "{\"applied\":false,\"changes\":2,\"conflicts\":0,\"records\":["
            + $"{{\"id\":\"{handoff}\",\"kind\":\"handoff\",\"project\":\"p\",\"key\":\"k\",\"version\":2,\"undoes\":[1,2],\"before\":null,\"step\":\"delete\"}},"
            + $"{{\"id\":\"{memory}\",\"kind\":\"memory\",\"project\":\"p\",\"key\":\"m\",\"version\":1,\"undoes\":[1],\"before\":null,\"step\":\"delete\"}}],\"links\":[]}}");
    }

    [Fact]
    public async Task Rewind_BackToAnEarlierState_ShowsThatState()
    {
        await SaveAsync("first");
        _cli.Time.Advance(TimeSpan.FromHours(2));
        await SaveAsync("ruined");

        var record = (await _cli.JsonAsync("rewind", "--grant", "local", "--since", "1h")).Single().GetProperty("records").EnumerateArray().ToList().ShouldHaveSingleItem();
        record.GetProperty("undoes").GetRawText().ShouldBe("[2]");
        record.Text("step").ShouldBe("restore");
        record.GetProperty("before").GetProperty("version").GetInt32().ShouldBe(1);
        record.GetProperty("before").Text("grant").ShouldBe("local");
        record.GetProperty("before").GetProperty("at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow().AddHours(-2));
        record.GetProperty("before").GetProperty("record").GetRawText().ShouldContain("first");

        var applied = await _cli.RunAsync("rewind", "--grant", "local", "--since", "1h", "--apply");
        applied.Out.Split('\n')[2].ShouldBe("1 undone.");
        applied.Out.Split('\n')[3].ShouldMatch("^Undo this rewind with: baton rewind --rewind rewind-[0-9a-f]{32} --apply$");
        (await SummaryAsync()).ShouldBe(("first", 3));

        (await _cli.RunAsync(applied.Out.Split('\n')[3]["Undo this rewind with: baton ".Length..].Split(' '))).Out.ShouldContain("1 undone.\n");
        (await SummaryAsync()).ShouldBe(("ruined", 4));
    }

    [Fact]
    public async Task Rewind_NothingThatFits_SaysSo_AndIsNoFailure()
    {
        await SaveAsync("first");
        foreach (var filter in (string[][])[["--grant", "nobody"], ["--principal", "nobody"], ["--session", "none"], ["--grant", "local", "--project", "elsewhere"]])
        {
            (await _cli.RunAsync(["rewind", .. filter, "--since", "1h"])).ToString().ShouldBe("0\nNothing was written that fits.\n");
            (await _cli.RunAsync(["rewind", .. filter, "--since", "1h", "--apply"])).ToString().ShouldBe("0\nNothing was written that fits.\n");
        }
        // a name that would undo nothing is none
        (await _cli.JsonAsync("rewind", "--grant", "nobody", "--since", "1h", "--apply")).Single().GetRawText()
            .ShouldBe("""{"applied":true,"changes":0,"conflicts":0,"records":[],"links":[]}""");
        (await _cli.RunAsync("rewind", "--grant", "local", "--since", "1h", "--until", "30m")).Out.ShouldBe("Nothing was written that fits.\n");
        (await SummaryAsync()).ShouldBe(("first", 1));
    }

    [Theory]
    [InlineData("Whose writes? Give --grant, --principal, --session or --rewind.", "--since", "1h")]
    [InlineData("Whose writes? Give --grant, --principal, --session or --rewind.")]
    [InlineData("Since when? Give --since.", "--grant", "local")]
    [InlineData("Since when? Give --since.", "--grant", "local", "--until", "1h")]
    public async Task Rewind_WithoutItsBounds_AsksForThem(string says, params string[] flags)
    {
        var result = await _cli.RunAsync(["rewind", .. flags]);
        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((ExitCode.Usage, "", $"baton: {says}"));
    }

    [Fact]
    public async Task Rewind_NameThatNobodyGave_SaysWhereNamesStand()
    {
        var result = await _cli.RunAsync("rewind", "--rewind", "rewind-0", "--json");
        (result.Code, result.Out, result.Code()).ShouldBe((ExitCode.No, "", "not_found"));
        result.Error.ShouldContain("No rewind or import has the name 'rewind-0'.");
        result.Error.ShouldContain("Each said its name when it was done; the audit log and exports have it as request_id.");
    }

    [Fact]
    public async Task Purge_Preview_ListsEachRecordWithItsState_AndApplyingCountsThem()
    {
        var (handoff, memory) = await FillAsync();
        await _cli.RunAsync("memory", "delete", "m", "--project", "p");
        _cli.Time.Advance(TimeSpan.FromHours(3));

        (await _cli.RunAsync("purge", "--project", "p")).ToString().ShouldBe(
            "0\nid\tproject\tkey\tversions\twritten\tstate\n"
            + $"{handoff}\tp\tk\t2\t3 h ago\tin force\n"
            + $"{memory}\tp\tm\t2\t3 h ago\tdeleted 3 h ago\n"
            + "2 records would be destroyed for good. Add --apply to do it.\n");
        (await _cli.RunAsync("purge", "--deleted-before", "2h")).Out.Split('\n')[1].ShouldStartWith($"{memory}\t");
        (await _cli.RunAsync("purge", "--deleted-before", "4h")).ToString().ShouldBe("0\nNothing fits.\n");
        (await _cli.JsonAsync("purge", "--deleted-before", "4h")).Single().GetRawText().ShouldBe("""{"applied":false,"count":0,"records":[]}""");

        var applied = await _cli.RunAsync("purge", "--project", "p", "--apply");
        applied.Out.Split('\n')[3].ShouldBe("2 records in 4 versions destroyed, 0 parts of bodies. Backups and exports made before still hold them.");
        (await _cli.RunAsync("handoff", "show", handoff)).Code.ShouldBe(ExitCode.No);
        (await _cli.JsonAsync("purge", "--project", "p", "--json")).Single().GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Purge_Json_HasEachRecordsFields()
    {
        await _cli.RunAsync("memory", "save", "gone soon", "--key", "m", "--project", "p", "--ttl", "1h");
        await _cli.RunAsync("memory", "delete", "m", "--project", "p");
        _cli.Time.Advance(TimeSpan.FromHours(2));

        var plan = (await _cli.JsonAsync("purge", "--project", "p")).Single();

        var record = plan.GetProperty("records")[0];
        record.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "kind", "project", "key", "versions", "written_at", "deleted_at", "expires_at"]);
        (record.Text("kind"), record.Text("key"), record.Text("versions")).ShouldBe(("memory", "m", "2"));
        record.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow().AddHours(-1));
        (await _cli.RunAsync("purge", "--expired-before", "30m")).Out.ShouldContain("\tdeleted 2 h ago\n");
        (await _cli.RunAsync("purge", "--expired-before", "2h")).Out.ShouldBe("Nothing fits.\n");
    }

    [Fact]
    public async Task Purge_Apply_IsAuditedWithItsReason_AndPreviewsAreNot()
    {
        await SaveAsync("first");
        await _cli.RunAsync("purge", "--project", "p");
        (await PurgedAsync()).ShouldBeEmpty();

        await _cli.RunAsync("purge", "--project", "p", "--apply", "--why", "a customer's address");

        (await PurgedAsync()).ShouldHaveSingleItem().Text("message").ShouldMatch("^purge-[0-9a-f]{32}: 1 record in 1 version. a customer's address$");
    }

    [Fact]
    public async Task Import_Foreign_SaysItsNameAndHowToUndoIt_AndADryRunDoesNot()
    {
        _cli.Write("memory.json", "{\"type\":\"entity\",\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":[\"likes tea\"]}\n");

        var dry = await _cli.RunAsync("import", "--from", "reference-memory", "memory.json", "--dry-run");
        dry.Code.ShouldBe(ExitCode.Done, dry.ToString());
        dry.Out.ShouldStartWith("Would import ");
        dry.Out.ShouldNotContain("Undo");
        var done = await _cli.RunAsync("import", "--from", "reference-memory", "memory.json");
        done.Out.Split('\n')[1].ShouldMatch("^Undo this import with: baton rewind --rewind import-[0-9a-f]{32} --apply$");
    }

    [Theory]
    [InlineData("rewind --grant ci --since 1h")]
    [InlineData("purge --project p")]
    [InlineData("memory vectors")]
    public async Task Run_AgainstARemoteBaton_SaysWhereItIsDone(string line)
    {
        var result = await _cli.RunAsync([.. line.Split(' '), "--baton-url", "http://127.0.0.1:1"]);
        (result.Code, result.Error).ShouldBe((ExitCode.Usage, "baton: This works on a data folder, not over --baton-url.\n       Run it on the machine that has the folder.\n"));
    }

    private async Task<(string Handoff, string Memory)> FillAsync()
    {
        await SaveAsync("first");
        await SaveAsync("second");
        var memory = (await _cli.JsonAsync("memory", "save", "a fact", "--key", "m", "--project", "p")).Single().GetProperty("memories")[0].Text("id");
        return ((await _cli.JsonAsync("handoff", "show", "k", "--project", "p")).Single().GetProperty("handoff").Text("id"), memory);
    }

    private async Task SaveAsync(string summary) => (await _cli.RunAsync("handoff", "save", summary, "--key", "k", "--project", "p")).Code.ShouldBe(0);

    private async Task<(string, int)> SummaryAsync()
    {
        var handoff = (await _cli.JsonAsync("handoff", "show", "k", "--project", "p")).Single().GetProperty("handoff");
        return (handoff.Text("summary"), handoff.GetProperty("version").GetInt32());
    }

    private async Task<IReadOnlyList<JsonElement>> PurgedAsync() => await _cli.JsonAsync("audit", "query", "--outcome", "purged");
}
