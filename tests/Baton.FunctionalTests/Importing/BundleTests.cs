using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Importing;

/// <summary>A handoff from one machine to another, as a signed and encrypted file.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bundle_ForAnotherMachine_IsOpenedThere_AndByNobodyElse()
    {
        await RunAsync("alice", 0, "handoff", "save", "Login is fixed", "--key", "login", "--project", "shop", "--json");
        var alice = (await RunAsync("alice", 0, "handoff", "key")).Out.Trim();
        var bob = (await RunAsync("bob", 0, "handoff", "key")).Out.Trim();
        alice.ShouldNotBe(bob);
        (await RunAsync("alice", 0, "handoff", "key")).Out.Trim().ShouldBe(alice);
        var made = JsonNode.Parse((await RunAsync("alice", 0, "handoff", "bundle", "login", "--project", "shop", "--out", File("login.baton"), "--to", bob, "--json")).Out)!;
        made["encrypted"]!.GetValue<bool>().ShouldBeTrue();
        (await System.IO.File.ReadAllTextAsync(File("login.baton"))).ShouldNotContain("Login is fixed");

        (await RunAsync("eve", 1, "handoff", "open", File("login.baton"), "--from", alice)).Error.ShouldContain("encrypted to");
        (await RunAsync("bob", 1, "handoff", "open", File("login.baton"))).Error.ShouldContain(alice);
        (await RunAsync("bob", 1, "handoff", "open", File("login.baton"), "--from", bob)).Error.ShouldContain("signed by");
        (await RunAsync("bob", 0, "handoff", "open", File("login.baton"), "--from", alice, "--dry-run")).Out.ShouldContain("Would import 1");
        (await RunAsync("bob", 0, "handoff", "open", File("login.baton"), "--from", alice)).Out.ShouldContain("Imported 1");
        (await RunAsync("bob", 0, "handoff", "open", File("login.baton"), "--from", alice)).Out.ShouldContain("Imported 0");
        (await RunAsync("bob", 0, "handoff", "show", "login", "--project", "shop")).Out.ShouldContain("Login is fixed");
    }

    [Fact]
    public async Task Links_BetweenTheRecords_AreThere_AndThoseThatPointOutsideAreNamed()
    {
        var decided = Text(await ToolAsync("alice", "memory_save", """{"content":"we decided on tabs","project":"shop"}"""), "memories", "id");
        var reason = Text(await ToolAsync("alice", "memory_save", """{"content":"tabs are read aloud better","project":"shop"}"""), "memories", "id");
        var left = Text(await ToolAsync("alice", "memory_save", """{"content":"kept at home","project":"shop"}"""), "memories", "id");
        await ToolAsync("alice", "memory_link", $$"""{"id":"{{reason}}","to":"{{decided}}","relation":"supports"}""");
        await ToolAsync("alice", "memory_link", $$"""{"id":"{{decided}}","to":"{{left}}","relation":"about"}""");
        await ToolAsync("alice", "handoff_save", $$"""{"key":"work","project":"shop","summary":"go on","refs":["{{decided}}","{{reason}}"]}""");
        var (alice, bob) = ((await RunAsync("alice", 0, "handoff", "key")).Out.Trim(), (await RunAsync("bob", 0, "handoff", "key")).Out.Trim());
        var made = JsonNode.Parse((await RunAsync("alice", 0, "handoff", "bundle", "work", "--project", "shop", "--out", File("work.baton"), "--to", bob, "--json")).Out)!;
        (made["records"]!.GetValue<int>(), made["links"]!.GetValue<int>()).ShouldBe((3, 1));
        made["outside_links"]![0]!["to"]!.GetValue<string>().ShouldBe(left);
        (await RunAsync("alice", 0, "handoff", "bundle", "work", "--project", "shop", "--out", File("again.baton"))).Out.ShouldContain($"outside the bundle: {decided} about {left}");

        var opened = JsonNode.Parse((await RunAsync("bob", 0, "handoff", "open", File("work.baton"), "--from", alice, "--json")).Out)!;
        (opened["links"]!.GetValue<int>(), opened["outside_links"]![0]!["relation"]!.GetValue<string>()).ShouldBe((1, "about"));
        var links = (await ToolAsync("bob", "memory_link", $$"""{"id":"{{decided}}"}"""))["links"]!.AsArray();
        links.ShouldHaveSingleItem()!["relation"]!.GetValue<string>().ShouldBe("supports");
        links[0]!["from"]!.GetValue<string>().ShouldBe(reason);
        (await RunAsync("bob", 0, "handoff", "open", File("work.baton"), "--from", alice)).Out.ShouldContain("0 links");
    }

    [Fact]
    public async Task DamagedAndCutOffFiles_AreRefused_AndWriteNothing()
    {
        await RunAsync("alice", 0, "handoff", "save", "Login is fixed", "--key", "login", "--project", "shop", "--json");
        var alice = (await RunAsync("alice", 0, "handoff", "key")).Out.Trim();
        await RunAsync("alice", 0, "handoff", "bundle", "login", "--project", "shop", "--out", File("login.baton"));
        var bytes = await System.IO.File.ReadAllBytesAsync(File("login.baton"));
        await System.IO.File.WriteAllBytesAsync(File("cut.baton"), bytes[..(bytes.Length / 2)]);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var place = text.IndexOf("\"contents\":\"", StringComparison.Ordinal) + 40;
        bytes[place] = bytes[place] == (byte)'A' ? (byte)'B' : (byte)'A';
        await System.IO.File.WriteAllBytesAsync(File("changed.baton"), bytes);
        (await RunAsync("bob", null, "handoff", "open", File("cut.baton"), "--from", alice)).Error.ShouldContain("cut off");
        (await RunAsync("bob", null, "handoff", "open", File("changed.baton"), "--from", alice)).Error.ShouldContain("changed after it was signed");
        (await RunAsync("bob", 2, "handoff", "open", File("absent.baton"), "--from", alice)).Error.ShouldContain("no file");
        (await RunAsync("bob", 2, "handoff", "open", File("cut.baton"), "--from", "nonsense")).Error.ShouldContain("no key");
        (await RunAsync("bob", 0, "handoff", "list", "--json")).Out.ShouldNotContain("Login is fixed");
    }

    private static string Text(JsonNode reply, string list, string member) => reply[list]![0]![member]!.GetValue<string>();

    private async Task<JsonNode> ToolAsync(string who, string tool, string arguments)
    {
        await using var baton = await StdioBaton.StartAsync(_folder.At(who), "--toolsets", "core,more");
        var call = await baton.CallAsync(tool, JsonNode.Parse(arguments)!);
        call.IsError.ShouldBeFalse(call.Message.ToJsonString());
        return call.Content;
    }

    private string File(string name) => _folder.At(name);

    /// <summary>Runs a command as somebody with a data folder and keys of their own.</summary>
    private async Task<CommandResult> RunAsync(string who, int? code, params string[] arguments)
    {
        var start = BatonBinary.Start(_folder.At(who), arguments);
        start.Environment["XDG_CONFIG_HOME"] = _folder.At($"{who}-config");
        var result = await BatonBinary.RunAsync(start, null);
        if (code is { } expected) result.Code.ShouldBe(expected, result.Error);
        else result.Code.ShouldNotBe(0, result.Out);
        return result;
    }
}
