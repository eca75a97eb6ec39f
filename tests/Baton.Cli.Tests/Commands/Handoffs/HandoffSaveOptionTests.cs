using System.Text;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Handoffs;

/// <summary>Each option of <c>handoff save</c> ends up in the field that it names, and nothing given is dropped.</summary>
public sealed class HandoffSaveOptionTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("--key", "release-2", "key")]
    [InlineData("--project", "shop", "project")]
    [InlineData("--thread", "login", "thread")]
    [InlineData("--title", "One line", "title")]
    [InlineData("--body", "# Body\r\nwith CRLF", "body")]
    [InlineData("--to", "reviewer", "to")]
    [InlineData("--status", "open", "status")]
    [InlineData("--priority", "1", "priority")]
    [InlineData("--priority", "-1", "priority")]
    public async Task Save_OneValue_IsInItsField(string option, string value, string field)
        => (await SavedAsync("s", option, value)).Text(field).ShouldBe(value);

    [Theory]
    [InlineData("--decision", "decisions")]
    [InlineData("--pending", "pending")]
    [InlineData("--changed", "changed")]
    [InlineData("--next", "next_actions")]
    [InlineData("--blocker", "blockers")]
    [InlineData("--tag", "tags")]
    public async Task Save_RepeatedValue_IsAListInItsOrder(string option, string field)
        => (await SavedAsync("s", option, "zeta, one", option, "alpha")).GetProperty(field).EnumerateArray().Select(item => item.GetString()).ShouldBe(["zeta, one", "alpha"]);

    [Theory]
    [InlineData("src/A.cs", "src/A.cs", null)]
    [InlineData("src/A.cs@0123abc", "src/A.cs", "0123abc")]
    [InlineData("src/A.cs@0123456789abcdef0123456789abcdef01234567", "src/A.cs", "0123456789abcdef0123456789abcdef01234567")]
    [InlineData("img@2x.png", "img@2x.png", null)]
    [InlineData("mail@abc", "mail@abc", null)]
    [InlineData("@types/node", "@types/node", null)]
    [InlineData("a@b@0123abc", "a@b", "0123abc")]
    public async Task Save_File_IsAPathWithOrWithoutItsCommit(string given, string path, string? commit)
    {
        var file = (await SavedAsync("s", "--file", given)).GetProperty("files")[0];
        file.Text("path").ShouldBe(path);
        (file.TryGetProperty("commit", out var at) ? at.GetString() : null).ShouldBe(commit);
    }

    [Fact]
    public async Task Save_Reference_IsTheWholeIdOfTheRecord()
    {
        var memory = (await _cli.JsonAsync("memory", "save", "a fact")).Single().GetProperty("memories")[0].Text("id");
        (await SavedAsync("s", "--ref", memory)).GetProperty("refs")[0].GetString().ShouldBe(memory);
    }

    [Theory]
    [InlineData("30d", "2026-03-31T12:00:00.000Z")]
    [InlineData("12h", "2026-03-02T00:00:00.000Z")]
    [InlineData("3600", "2026-03-01T13:00:00.000Z")]
    public async Task Save_Ttl_IsWhenItIsForgotten(string ttl, string expires)
    {
        (await SavedAsync("s", "--ttl", ttl)).Text("expires_at").ShouldBe(expires);
    }

    [Fact]
    public async Task Save_Pinned_IsPinned() => (await SavedAsync("s", "--pinned")).Text("pinned").ShouldBe("True");

    [Theory]
    [InlineData("--priority 2")]
    [InlineData("--priority high")]
    [InlineData("--ttl soon")]
    [InlineData("--ttl 0")]
    [InlineData("--on-conflict overwrite")]
    [InlineData("--status lost")]
    [InlineData("--if-match one")]
    public async Task Save_ValueThatCannotBe_IsWrongUsageThatNamesItAndSavesNothing(string options)
    {
        var result = await _cli.RunAsync(["handoff", "save", "s", "--key", "k", .. options.Split(' ')]);

        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Error.ShouldContain(options.Split(' ')[0].TrimStart('-').Replace('-', '_') is var name && result.Error.Contains(name, StringComparison.Ordinal) ? name : options.Split(' ')[0]);
        (await _cli.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_SummaryTwice_IsRefused()
    {
        (await _cli.RunAsync("handoff", "save", "one", "--summary", "two")).ToString().ShouldBe("2\nbaton: SUMMARY and --summary exclude each other.\n");
        (await _cli.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-|--body|-")]
    [InlineData("-|--body-file|-")]
    [InlineData("--summary|-|--body|-")]
    public async Task Save_StandardInputTwice_IsRefusedBecauseOneOfThemWouldBeEmpty(string options)
    {
        _cli.Input = "text"u8.ToArray();
        (await _cli.RunAsync(["handoff", "save", .. options.Split('|')])).ToString().ShouldBe("2\nbaton: standard input can be only one of summary and body.\n");
        (await _cli.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--summary|-", "summary")]
    [InlineData("s|--body|-", "body")]
    [InlineData("s|--body-file|-", "body")]
    public async Task Save_StandardInput_IsTakenByteForByte(string options, string field)
    {
        const string Text = "ä line\r\n and  another 😀";
        _cli.Input = Encoding.UTF8.GetBytes(Text);
        (await SavedAsync(options.Split('|'))).Text(field).ShouldBe(Text);
    }

    [Fact]
    public async Task Save_OntoAKey_KeepsWhatIsNotNamed()
    {
        await SavedAsync("first", "--key", "k", "--next", "write tests", "--tag", "t", "--body", "body");

        var second = await SavedAsync("second", "--key", "k");

        (second.Text("summary"), second.Text("body"), second.Text("version")).ShouldBe(("second", "body", "2"));
        second.GetProperty("next_actions")[0].GetString().ShouldBe("write tests");
    }

    [Fact]
    public async Task Save_OnConflictError_RefusesAKeyThatIsThere()
    {
        await SavedAsync("first", "--key", "k");

        var result = await _cli.RunAsync("handoff", "save", "second", "--key", "k", "--on-conflict", "error", "--json");

        result.Code.ShouldBe(ExitCode.No);
        result.Code().ShouldBe("duplicate");
        (await _cli.JsonAsync("handoff", "show", "k")).Single().GetProperty("handoff").Text("summary").ShouldBe("first");
    }

    [Fact]
    public async Task Save_SameIdempotencyKey_WritesOnce()
    {
        var first = (await _cli.JsonAsync("handoff", "save", "s", "--idempotency-key", "i-1")).Single().GetProperty("handoff").Text("id");
        var again = (await _cli.JsonAsync("handoff", "save", "s", "--idempotency-key", "i-1")).Single().GetProperty("handoff").Text("id");

        again.ShouldBe(first);
        (await _cli.JsonAsync("handoff", "list")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Save_Secret_IsTakenOutAndSaid()
    {
        var result = await _cli.RunAsync("handoff", "save", "s", "--body", "token ghp_0123456789abcdefghijklmnopqrstuvwxyzAB", "--json");

        var answer = result.Lines().Single();
        answer.GetProperty("redacted").GetArrayLength().ShouldBe(1);
        (await _cli.RunAsync("handoff", "show", "--body")).Out.ShouldStartWith("token [redacted:");
    }

    public void Dispose() => _cli.Dispose();

    private async Task<JsonElement> SavedAsync(params string[] options)
    {
        var id = (await _cli.JsonAsync(["handoff", "save", .. options])).Single().GetProperty("handoff").Text("id");
        return (await _cli.JsonAsync("handoff", "show", id)).Single().GetProperty("handoff");
    }
}
