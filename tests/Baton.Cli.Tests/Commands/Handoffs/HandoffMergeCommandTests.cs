using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Handoffs;

public sealed class HandoffMergeCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Merge_TwoHandoffs_KeepsEverythingOfBoth()
    {
        var (one, two) = (await SaveAsync("one", "--next", "n1", "--body", "body one"), await SaveAsync("two", "--next", "n2", "--body", "body two"));

        var merged = (await _cli.JsonAsync("handoff", "merge", one, two, "--title", "Both", "--key", "both", "--summary", "all")).Single().GetProperty("handoff").Text("id");

        var shown = (await _cli.JsonAsync("handoff", "show", merged)).Single().GetProperty("handoff");
        (shown.Text("title"), shown.Text("key"), shown.Text("summary")).ShouldBe(("Both", "both", "all"));
        shown.GetProperty("next_actions").EnumerateArray().Select(item => item.GetString()).ShouldBe(["n1", "n2"], ignoreOrder: true);
        shown.Text("body").ShouldContain("body one");
        shown.Text("body").ShouldContain("body two");
        (await _cli.JsonAsync("handoff", "list", "--status", "open")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Merge_ArchiveSources_ArchivesThemAndKeepsThemReadable()
    {
        var (one, two) = (await SaveAsync("one"), await SaveAsync("two"));

        (await _cli.RunAsync("handoff", "merge", one, two, "--archive-sources")).Code.ShouldBe(ExitCode.Done);

        (await _cli.JsonAsync("handoff", "list", "--status", "archived")).Select(item => item.Text("id")).ShouldBe([one, two], ignoreOrder: true);
        (await _cli.JsonAsync("handoff", "show", one)).Single().GetProperty("handoff").Text("summary").ShouldBe("one");
    }

    [Fact]
    public async Task Merge_OneOnly_IsWrongUsage()
    {
        var one = await SaveAsync("one");
        (await _cli.RunAsync("handoff", "merge", one)).Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Merge_OneThatIsNotThere_MergesNothing()
    {
        var one = await SaveAsync("one");
        var result = await _cli.RunAsync("handoff", "merge", one, "h_01JZZZZZ", "--archive-sources", "--json");

        (result.Code, result.Code()).ShouldBe((ExitCode.No, "not_found"));
        (await _cli.JsonAsync("handoff", "list")).Single().Text("status").ShouldBe("open");
    }

    public void Dispose() => _cli.Dispose();

    private async Task<string> SaveAsync(params string[] options)
        => (await _cli.JsonAsync(["handoff", "save", .. options])).Single().GetProperty("handoff").Text("id");
}
