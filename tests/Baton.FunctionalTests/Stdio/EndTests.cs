using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Stdio;

public sealed class EndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Input_Ended_EndsWithZeroAfterTheLastAnswer()
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        var last = stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "last words", ["project"] = "p" });

        (await stdio.CloseAsync()).ShouldBe(0);

        (await last).IsError.ShouldBeFalse();
        (await stdio.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Input_EmptyFromTheStart_EndsWithZeroAndSaysNothing()
    {
        await using var stdio = StdioBaton.Open(_folder.Data);

        (await stdio.CloseAsync()).ShouldBe(0);

        stdio.Lines.ShouldBeEmpty();
        (await stdio.Errors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Process_Terminated_EndsWithZero()
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);

        Signals.Terminate(stdio.Process);
        await stdio.Process.WaitForExitAsync(TestContext.Current.CancellationToken);

        stdio.Process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Output_ClosedByTheClient_EndsTheProcess()
    {
        var start = BatonBinary.Start(_folder.Data, "stdio");
        using var process = Process.Start(start)!;
        process.StandardOutput.Close();
        for (var id = 1; id <= 3; id++)
        {
            try
            {
                await process.StandardInput.WriteLineAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""");
                await process.StandardInput.FlushAsync();
            }
            catch (IOException)
            {
                // It has ended already.
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Output_IntoAFileThatALaterCommandWritesToo_IsFollowedAndNotOverwritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        var log = _folder.At("out.log");
        var start = BatonBinary.Start(_folder.Data);
        start.ArgumentList.Clear();
        foreach (var word in new[] { "-c", "exec >\"$1\"; echo before; \"$0\" stdio; echo after", start.FileName, log }) start.ArgumentList.Add(word);
        start.FileName = "/bin/sh";

        await BatonBinary.RunAsync(start, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");

        File.ReadAllLines(log).ShouldBe(["before", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", "after"]);
    }

    [Fact]
    public async Task Output_WhateverIsSent_HoldsProtocolMessagesOnly()
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        foreach (var line in new[] { "nonsense", "[]", "{\"jsonrpc\":\"2.0\"}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\"}", "\u0000" }) await stdio.SendAsync(line);
        await stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "s", ["project"] = "p" });

        await stdio.CloseAsync();

        stdio.Lines.Count.ShouldBeGreaterThan(5);
        foreach (var line in stdio.Lines) JsonNode.Parse(line)!["jsonrpc"]!.GetValue<string>().ShouldBe("2.0");
    }

    public void Dispose() => _folder.Dispose();
}
