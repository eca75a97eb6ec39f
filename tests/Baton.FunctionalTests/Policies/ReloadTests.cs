using System.Diagnostics;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Policies;

/// <summary>A policy in a file, edited in every way in which files are edited, while <c>baton up</c> runs: each acts on the next message.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private HttpBaton _up = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder.Data);
        Directory.CreateDirectory(At(""));
        await WriteAsync("rules.json", Rules(saving: "allow"));
        var added = await RunAsync("grant", "add", "ci", "--server", "memory=rules", "--json");
        added.Code.ShouldBe(0, added.Error);
        added.Error.ShouldNotContain("no policy");
        _token = JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();
        _up = await HttpBaton.StartAsync(_folder.Data);
        (await IsAllowedAsync()).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _up.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Edit_InPlace_ActsOnTheNextMessage()
    {
        await WriteAsync("rules.json", Rules(saving: "deny"));
        (await IsAllowedAsync()).ShouldBeFalse();
        await WriteAsync("rules.json", Rules(saving: "allow"));

        (await IsAllowedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Edit_ByAtomicRename_ActsEachTime()
    {
        for (var round = 0; round < 3; round++)
        {
            await WriteAsync(".next", Rules(saving: round % 2 == 0 ? "deny" : "allow"));
            File.Move(At(".next"), At("rules.json"), overwrite: true);

            (await IsAllowedAsync()).ShouldBe(round % 2 == 1);
        }
    }

    [Fact]
    public async Task Edit_BySed_ActsEachTime()
    {
        Assert.SkipUnless(File.Exists("/bin/sed") || File.Exists("/usr/bin/sed"), "There is no sed here.");

        await SedAsync("s/allow/deny/g");
        (await IsAllowedAsync()).ShouldBeFalse();
        await SedAsync("s/deny/allow/g");

        (await IsAllowedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Edit_BySwappingALink_AsMountedConfigurationDoes_ActsEachTime()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        File.Delete(At("rules.json"));
        foreach (var (version, saving) in new[] { ("v1", "allow"), ("v2", "deny") })
        {
            Directory.CreateDirectory(At(version));
            await WriteAsync($"{version}/rules.json", Rules(saving));
            // nothing but the content may tell the two apart
            File.SetLastWriteTimeUtc(At($"{version}/rules.json"), DateTime.UnixEpoch);
        }
        Directory.CreateSymbolicLink(At("..data"), "v1");
        File.CreateSymbolicLink(At("rules.json"), "..data/rules.json");
        (await IsAllowedAsync()).ShouldBeTrue();

        foreach (var version in new[] { "v2", "v1", "v2" })
        {
            Directory.CreateSymbolicLink(At("..next"), version);
            Rename(At("..next"), At("..data"));

            (await IsAllowedAsync()).ShouldBe(version == "v1", version);
        }
    }

    [Fact]
    public async Task Edit_WithAnError_KeepsTheGoodPolicyAndSaysWhyEverywhere()
    {
        await WriteAsync("rules.json", Rules(saving: "deny"));
        (await IsAllowedAsync()).ShouldBeFalse();
        await WriteAsync("rules.json", Rules(saving: "allow").Replace("default", "defualt", StringComparison.Ordinal));

        (await IsAllowedAsync()).ShouldBeFalse();
        var ready = await _up.Http.GetAsync($"{_up.Url}/readyz", TestContext.Current.CancellationToken);
        ready.IsSuccessStatusCode.ShouldBeTrue();
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("did you mean `default`");
        var doctor = await RunAsync("doctor");
        doctor.Code.ShouldBe(1);
        doctor.Out.ShouldContain("did you mean `default`");
        var list = await RunAsync("policy", "list");
        list.Out.ShouldContain("error");
        list.Error.ShouldContain("did you mean `default`");

        await _up.TerminateAsync();
        var said = await _up.Process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        said.ShouldContain("did you mean `default`");
        said.ShouldContain("The last good policy stays in force.");
    }

    [Fact]
    public async Task Start_WithAnErroneousFile_DeniesWhatItGoverns_NeverByAnOlderRevision()
    {
        await _up.TerminateAsync();
        await WriteAsync("rules.json", "{");

        await using var again = await HttpBaton.StartAsync(_folder.Data);

        Decision(await SaveAsync(again))["rule"]!.GetValue<string>().ShouldBe("(no policy)");
    }

    [Fact]
    public async Task File_GoesBeforeTheStore_AndTheCommandsSaySo()
    {
        var put = await BatonBinary.RunAsync(_folder.Data, Rules(saving: "deny"), "policy", "put", "rules", "-");

        put.Code.ShouldBe(1);
        put.Error.ShouldContain(At("rules.json"));
        (await IsAllowedAsync()).ShouldBeTrue();
        (await RunAsync("policy", "get", "rules")).Out.ShouldBe(Rules(saving: "allow"));
        JsonNode.Parse((await RunAsync("policy", "list", "--json")).Out.Split('\n')[0])!["file"]!.GetValue<string>().ShouldBe(At("rules.json"));
    }

    [Fact]
    public async Task Approval_OfAPolicyInAFile_IsTheSameInEveryProcess_AndDoesNotOutliveAnEdit()
    {
        await WriteAsync("rules.json", Rules(saving: "require_approval"));
        await using var other = await HttpBaton.StartAsync(_folder.Data);
        var id = Decision(await SaveAsync(_up))["approval"]!["id"]!.GetValue<string>();
        (await RunAsync("approvals", "approve", id)).Code.ShouldBe(0);

        (await SaveAsync(other)).IsError.ShouldBeFalse();

        var second = Decision(await SaveAsync(_up))["approval"]!["id"]!.GetValue<string>();
        second.ShouldNotBe(id);
        (await RunAsync("approvals", "approve", second)).Code.ShouldBe(0);
        await WriteAsync("rules.json", Rules(saving: "require_approval", further: ""","handoff_load":{}"""));
        Decision(await SaveAsync(other))["approval"]!["id"]!.GetValue<string>().ShouldNotBe(second);
    }

    private string At(string name) => Path.Combine(_folder.Data, "policies", name);

    private static string Rules(string saving, string further = "")
    {
        var approval = saving == "require_approval" ? ""","approval":{"wait":"0s"}""" : "";
        return """{"version":"1","default":"deny","tools":{"handoff_save":{"action":""" + $"\"{saving}\"{approval}}}{further}}}}}";
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(At(name), text);

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private Task<ToolCall> SaveAsync(HttpBaton baton) => baton.CallAsync("handoff_save", new JsonObject { ["summary"] = "same" }, _token);

    private async Task<bool> IsAllowedAsync() => !(await SaveAsync(_up)).IsError;

    private async Task SedAsync(string script)
    {
        using var sed = Process.Start(new ProcessStartInfo("sed", ["-i", script, At("rules.json")]))!;
        await sed.WaitForExitAsync();
        sed.ExitCode.ShouldBe(0);
    }

    private static void Rename(string from, string to)
    {
        using var move = Process.Start(new ProcessStartInfo("mv", ["-T", from, to]))!;
        move.WaitForExit();
        move.ExitCode.ShouldBe(0);
    }

    private static JsonNode Decision(ToolCall call) => call.Result["_meta"]!["dev.baton/decision"]!;
}
