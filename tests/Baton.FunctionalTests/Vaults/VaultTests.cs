using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Vaults;

public sealed class VaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Vault => _folder.At("vault");

    [Fact]
    public async Task Sync_AfterAnEdit_MakesTheVersionThatAClientReads()
    {
        await SaveAsync("first", "k", "p");
        await SyncAsync();
        var file = Directory.EnumerateFiles(Path.Combine(Vault, "handoffs")).Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("first", "edited by hand 🎌"));

        (await SyncAsync()).Out.ShouldContain("1 imported");
        var loaded = await RunAsync("handoff", "load", "k", "--project", "p", "--json");
        (loaded["handoff"]!["summary"]!.GetValue<string>(), loaded["handoff"]!["version"]!.GetValue<int>()).ShouldBe(("edited by hand 🎌", 2));
        (await SyncAsync()).Out.ShouldContain("1 unchanged");
    }

    [Theory]
    [InlineData("file", "by hand", 3)]
    [InlineData("store", "by a client", 2)]
    public async Task Sync_AfterEditsOnBothSides_LeavesBothUntilOneIsTaken(string side, string summary, int version)
    {
        await SaveAsync("first", "k", "p");
        await SyncAsync();
        var file = Directory.EnumerateFiles(Path.Combine(Vault, "handoffs")).Single();
        var edit = (await File.ReadAllTextAsync(file)).Replace("first", "by hand");
        await File.WriteAllTextAsync(file, edit);
        await SaveAsync("by a client", "k", "p");

        var conflict = await BatonBinary.RunAsync(_folder.Data, null, "vault", "sync", "--vault", Vault);
        conflict.Code.ShouldBe(1, conflict.Error);
        conflict.Out.ShouldContain("edited from version 1, and the store has version 2");
        (await File.ReadAllTextAsync(file)).ShouldBe(edit);

        await SyncAsync("--take", side);
        var loaded = await RunAsync("handoff", "load", "k", "--project", "p", "--json");
        (loaded["handoff"]!["summary"]!.GetValue<string>(), loaded["handoff"]!["version"]!.GetValue<int>()).ShouldBe((summary, version));
        (await File.ReadAllTextAsync(file)).ShouldContain(summary);
        if (side == "store") (await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(Vault, "conflicts")).Single())).ShouldBe(edit);
    }

    [Fact]
    public async Task Sync_OfHostileNames_StaysInTheFolderAndKeepsThemApart()
    {
        string[] names =
        [
            "../../evil", "/etc/evil", "C:\\evil", "..", "con", "NUL.txt", "com1", "Same", "same", "%2Fevil", ".hidden", "tail.", "a:b", new string('é', 200), new string('é', 199) + "e",
        ];
        await using (var baton = await StdioBaton.StartAsync(_folder.Data))
        {
            foreach (var name in names)
            {
                (await baton.CallAsync("memory_save", new JsonObject { ["content"] = name, ["key"] = name, ["project"] = "p" })).IsError.ShouldBeFalse(name);
                (await baton.CallAsync("handoff_save", new JsonObject { ["summary"] = name, ["key"] = name, ["project"] = "p" })).IsError.ShouldBeFalse(name);
            }
            (await baton.CallAsync("memory_save", new JsonObject { ["content"] = "x", ["key"] = "two\nlines" })).Code.ShouldBe("invalid");
        }
        (await SyncAsync()).Out.ShouldContain($"{2 * names.Length} written");

        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order().ShouldBe(["data", "vault"]);
        var files = Directory.EnumerateFiles(Vault, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Vault, path)).ToList();
        files.Count.ShouldBe(2 * names.Length);
        files.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(files.Count);
        files.ShouldAllBe(path => path.StartsWith("handoffs/") || path.StartsWith("memories/p/"));
        files.Select(Path.GetFileName).ShouldAllBe(name => name!.Length < 255 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_.%~".Contains(letter)));
        (await SyncAsync()).Out.ShouldContain($"{2 * names.Length} unchanged");
    }

    [Fact]
    public async Task Sync_WithLinksInTheVault_NeitherReadsNorWritesThroughThem()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        await SaveAsync("first", "k", "p");
        await SaveAsync("second", "other", "p");
        await SyncAsync();
        var outside = Directory.CreateDirectory(_folder.At("outside")).FullName;
        var files = Directory.EnumerateFiles(Path.Combine(Vault, "handoffs")).Order().ToList();
        var edited = Path.Combine(outside, "edited.md");
        await File.WriteAllTextAsync(edited, (await File.ReadAllTextAsync(files[0])).Replace("first", "smuggled in"));
        var smuggled = await File.ReadAllTextAsync(edited);
        File.Delete(files[0]);
        File.CreateSymbolicLink(files[0], edited);
        Directory.CreateSymbolicLink(Path.Combine(Vault, "memories"), outside);
        await RunAsync("memory", "save", "a fact", "--key", "f", "--project", "p", "--json");

        var run = await BatonBinary.RunAsync(_folder.Data, null, "vault", "sync", "--vault", Vault);
        run.Code.ShouldBe(3, run.Out + run.Error);
        run.Error.ShouldContain("leads out of the vault");
        (await File.ReadAllTextAsync(edited)).ShouldBe(smuggled);
        Directory.EnumerateFileSystemEntries(outside).ShouldBe([edited]);
        (await RunAsync("handoff", "load", "k", "--project", "p", "--json"))["handoff"]!["summary"]!.GetValue<string>().ShouldBe("first");

        Directory.Delete(Path.Combine(Vault, "memories"));
        await SyncAsync();
        new FileInfo(files[0]).LinkTarget.ShouldBeNull();
        (await File.ReadAllTextAsync(files[0])).ShouldContain("first");
        (await File.ReadAllTextAsync(edited)).ShouldBe(smuggled);
    }

    public void Dispose() => _folder.Dispose();

    private Task<JsonNode> SaveAsync(string summary, string key, string project) => RunAsync("handoff", "save", summary, "--key", key, "--project", project, "--json");

    private async Task<CommandResult> SyncAsync(params string[] more)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, ["vault", "sync", "--vault", Vault, .. more]);
        run.Code.ShouldBe(0, run.Out + run.Error);
        return run;
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        run.Code.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!;
    }
}
