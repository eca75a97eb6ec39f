using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Http;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Handoff_SavedOverHttp_IsResumedOverStdio()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        var saved = (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "half done", ["key"] = "job", ["project"] = "p", ["next_actions"] = new JsonArray("finish") })).Content;

        await using var stdio = await StdioBaton.StartAsync(_folder.Data, "--project", "p");
        var loaded = (await stdio.CallAsync("handoff_load", new JsonObject { ["key"] = "job" })).Content["handoff"]!;

        loaded["id"]!.GetValue<string>().ShouldBe(saved["handoff"]!["id"]!.GetValue<string>());
        loaded["next_actions"]![0]!.GetValue<string>().ShouldBe("finish");
    }

    [Fact]
    public async Task Server_KilledAndStartedAgain_HasEverythingWithinASecond()
    {
        string id;
        await using (var up = await HttpBaton.StartAsync(_folder.Data))
        {
            id = (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "kept", ["key"] = "job", ["project"] = "p" })).Content["handoff"]!["id"]!.GetValue<string>();
            await up.KillAsync();
        }

        var clock = Stopwatch.StartNew();
        await using var again = await HttpBaton.StartAsync(_folder.Data);
        var loaded = (await again.CallAsync("handoff_load", new JsonObject { ["id"] = id })).Content["handoff"]!;
        clock.Stop();

        loaded["summary"]!.GetValue<string>().ShouldBe("kept");
        clock.Elapsed.ShouldBeLessThan(Budget.Of(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task People_AskARunningServer_ByItsAddress()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        var other = _folder.At("nobody-opens-this");

        var saved = await BatonBinary.RunAsync(other, null, "handoff", "save", "from afar", "--key", "far", "--project", "p", "--baton-url", up.Url, "--json");
        var shown = await BatonBinary.RunAsync(other, null, "handoff", "show", "far", "--project", "p", "--baton-url", up.Url, "--json");
        var missing = await BatonBinary.RunAsync(other, null, "handoff", "show", "nothing", "--project", "p", "--baton-url", up.Url, "--json");

        saved.Code.ShouldBe(0, saved.Error);
        JsonNode.Parse(shown.Out)!["handoff"]!["by"]!["client"]!.GetValue<string>().ShouldBe("baton-cli");
        missing.Code.ShouldBe(1);
        JsonNode.Parse(missing.Error)!["error"]!["code"]!.GetValue<string>().ShouldBe("not_found");
        Directory.Exists(other).ShouldBeFalse();
    }

    [Fact]
    public async Task Server_Terminated_EndsWithZeroAndAnswersWhatIsInFlight()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        var inFlight = Enumerable.Range(0, 8)
            .Select(number => up.CallAsync("handoff_save", new JsonObject { ["summary"] = $"n{number}", ["body"] = MixedText.OfBytes(500_000), ["project"] = "p" })).ToList();
        await Task.WhenAny(inFlight);

        var code = await up.TerminateAsync();

        code.ShouldBe(0);
        var answered = inFlight.Where(call => call.IsCompletedSuccessfully).Select(call => call.Result.Content["handoff"]!["id"]!.GetValue<string>()).ToList();
        answered.ShouldNotBeEmpty();
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        foreach (var id in answered) (await stdio.CallAsync("handoff_load", new JsonObject { ["id"] = id, ["view"] = "digest" })).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task Port_InUse_IsTheEnvironmentsFaultAndSaysWhich()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);

        var second = await BatonBinary.RunAsync(_folder.Data, null, "up", "--urls", up.Url);

        second.Code.ShouldBe(3);
        second.Error.ShouldContain(new Uri(up.Url).Authority);
        second.Error.ShouldContain("--urls");
    }

    [Fact]
    public async Task Probes_Ready_AnswerOk()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);

        (await up.Http.GetAsync(up.Url + "/healthz")).IsSuccessStatusCode.ShouldBeTrue();
        (await up.Http.GetAsync(up.Url + "/readyz")).IsSuccessStatusCode.ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();
}
