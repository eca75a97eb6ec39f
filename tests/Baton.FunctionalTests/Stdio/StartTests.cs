using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Stdio;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("handoff_load", """{"key":"k","project":"p"}""")]
    [InlineData("session_start", """{"project":"p"}""")]
    [InlineData("memory_search", """{"query":"where the deploy key lies","project":"p"}""")]
    public async Task FirstToolResult_AfterProcessStart_ComesWithinTheBudget(string tool, string arguments)
    {
        await BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", "s", "--key", "k", "--project", "p");
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var stdio = await StdioBaton.StartAsync(_folder.Data);
            (await stdio.CallAsync(tool, JsonNode.Parse(arguments)!)).IsError.ShouldBeFalse();
            if (clock.Elapsed < best) best = clock.Elapsed;
        }

        best.ShouldBeLessThan(Budget.Of(TimeSpan.FromMilliseconds(150)));
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Initialize_EveryRevisionOfTheSessionEra_IsSpoken(string revision)
    {
        await using var stdio = StdioBaton.Open(_folder.Data);

        var answer = await stdio.RequestAsync("initialize", ToolMessage.Initialize(revision));

        answer["result"]!["protocolVersion"]!.GetValue<string>().ShouldBe(revision);
    }

    [Fact]
    public async Task Initialize_TheRevisionBetween_IsAnsweredWithItsSuccessor()
    {
        await using var stdio = StdioBaton.Open(_folder.Data);

        var answer = await stdio.RequestAsync("initialize", ToolMessage.Initialize("2025-03-26"));

        answer["result"]!["protocolVersion"]!.GetValue<string>().ShouldBe("2025-06-18");
    }

    [Fact]
    public async Task StatelessRevision_WithoutAHandshake_AnswersAtOnce()
    {
        await using var stdio = StdioBaton.Open(_folder.Data);

        var answer = await stdio.RequestAsync("tools/call", ToolMessage.StatelessParameters("handoff_save", """{"summary":"s","project":"p"}"""));

        answer["result"]!["structuredContent"]!["handoff"]!["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Workspace_OfTheWorkingFolder_NamesTheProject()
    {
        var repository = _folder.At("shop");
        Directory.CreateDirectory(repository);
        using (var git = Process.Start(new ProcessStartInfo("git", ["init", "-q", "-b", "main", repository]))!) await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        var start = BatonBinary.Start(_folder.Data, "handoff", "save", "here", "--json");
        start.WorkingDirectory = repository;

        var saved = await BatonBinary.RunAsync(start, null);

        JsonNode.Parse(saved.Out)!["handoff"]!["project"]!.GetValue<string>().ShouldBe("shop");
    }

    public void Dispose() => _folder.Dispose();
}
