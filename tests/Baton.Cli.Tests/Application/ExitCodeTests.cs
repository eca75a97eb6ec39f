using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>The exit codes that scripts build on, for each family of commands: 0 done, 1 the answer is no, 2 wrong usage, 3 the environment failed.</summary>
public sealed class ExitCodeTests(ExitCodeTests.Shared shared) : IClassFixture<ExitCodeTests.Shared>
{
    /// <summary>One data folder for every row; rows that change something change what no other row asks for.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public CliHarness Cli { get; } = new();

        public async ValueTask InitializeAsync()
        {
            Cli.Write("policy.json", OperatorHarness.Rules);
            Cli.Write("tools.json", """{"tools":[{"name":"delete_note","description":"Delete a note"}]}""");
            Cli.Write("a-file", "no data folder");
            Cli.Write("damaged.jsonl", "{\"baton_export\":1}\nno json\n");
            Cli.Write("notes.txt", "a line\n");
            foreach (var line in (string[])[
                "handoff save work --key k --project shop",
                "memory save 'releases are cut on Tuesdays' --key m --project shop",
                "memory save 'lunch is at noon' --key n --project shop",
                "grant add ci --server memory",
                "policy put strict policy.json",
                "server add files --url https://files.example/mcp",
                "config set embeddings.model some-model",
                "archive append run notes.txt --project shop",
                "export whole.jsonl",
                "backup whole.zip",
            ])
            {
                var result = await Cli.RunAsync(ShellLine.CommandOf("baton " + line));
                result.Code.ShouldBe(ExitCode.Done, $"{line}: {result}");
            }
        }

        public ValueTask DisposeAsync()
        {
            Cli.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Theory]
    [InlineData(0, "handoff show k --project shop", "work")]
    [InlineData(0, "handoff list --project shop", "work")]
    [InlineData(0, "handoff search work", "work")]
    [InlineData(0, "handoff key", "baton1-")]
    [InlineData(1, "handoff show absent --project shop", "absent")]
    [InlineData(1, "handoff show k --project elsewhere", "shop")]
    [InlineData(1, "handoff done h_01ZZZZZZZZ", "h_01ZZZZZZZZ")]
    [InlineData(1, "handoff comment absent text", "absent")]
    [InlineData(1, "handoff claim absent", "absent")]
    [InlineData(1, "handoff delete absent", "absent")]
    [InlineData(2, "handoff", "baton handoff --help")]
    [InlineData(2, "handoff shwo k", "show")]
    [InlineData(2, "handoff save", "SUMMARY")]
    [InlineData(1, "handoff show", "no handoff yet")]
    [InlineData(2, "handoff append", "REF")]
    [InlineData(2, "handoff bundle k --project shop", "--out")]
    [InlineData(2, "handoff open whole.zip --from nonsense", "no key")]
    [InlineData(0, "memory show m --project shop", "Tuesdays")]
    [InlineData(0, "memory search releases", "Tuesdays")]
    [InlineData(0, "memory history m --project shop", "local")]
    [InlineData(1, "memory show absent", "absent")]
    [InlineData(1, "memory link m absent --project shop", "absent")]
    [InlineData(1, "memory save text --key m --project shop --if-match 9", "version")]
    [InlineData(2, "memory save", "content")]
    [InlineData(2, "memory save text --importance much", "importance")]
    [InlineData(2, "memory expect lunch", "--has")]
    [InlineData(2, "memory search", "QUERY")]
    [InlineData(0, "project list", "shop")]
    [InlineData(0, "project set depot --secrets reject", "reject")]
    [InlineData(2, "project set shop", "nothing to set")]
    [InlineData(2, "project set shop --secrets maybe", "maybe")]
    [InlineData(2, "project set shop --retention 5m", "retention")]
    [InlineData(0, "archive list", "run")]
    [InlineData(0, "archive verify run --project shop", "Intact")]
    [InlineData(1, "archive read absent", "absent")]
    [InlineData(2, "archive append run", "FILE")]
    public Task Run_MemoryCommand_HasItsExitCode(int code, string line, string says) => CheckAsync(code, line, says);

    [Theory]
    [InlineData(0, "grant list", "ci")]
    [InlineData(0, "grant show ci", "memory")]
    [InlineData(1, "grant show absent", "absent")]
    [InlineData(1, "grant revoke absent", "absent")]
    [InlineData(1, "grant rotate absent", "absent")]
    [InlineData(2, "grant add", "--server")]
    [InlineData(2, "grant add late --server memory --expires soon", "soon")]
    [InlineData(0, "policy get strict", "memory_save")]
    [InlineData(0, "policy list", "strict")]
    [InlineData(0, "policy history strict", "1")]
    [InlineData(1, "policy get absent", "absent")]
    [InlineData(1, "policy get strict --revision 9", "9")]
    [InlineData(1, "policy rollback absent", "absent")]
    [InlineData(2, "policy put strict", "FILE")]
    [InlineData(2, "policy put strict absent.json", "absent.json")]
    [InlineData(0, "server list", "files")]
    [InlineData(0, "server show files", "files.example")]
    [InlineData(1, "server show absent", "absent")]
    [InlineData(1, "server remove absent", "absent")]
    [InlineData(1, "server trust absent", "absent")]
    [InlineData(2, "server add other", "--url")]
    [InlineData(2, "server add other --url ftp://x.example", "ftp")]
    [InlineData(2, "server category files write_file harmless", "harmless")]
    [InlineData(0, "audit query", "grant_added")]
    [InlineData(0, "audit verify", "")]
    [InlineData(0, "audit head", "")]
    [InlineData(2, "audit query --since yesterday-ish", "yesterday-ish")]
    [InlineData(2, "audit export --format xml", "xml")]
    [InlineData(0, "approvals list", "")]
    [InlineData(1, "approvals show a_01ZZZZZZZZZZZZZZZZZZZZZZZZ", "a_01ZZZZ")]
    [InlineData(1, "approvals approve a_01ZZZZZZZZZZZZZZZZZZZZZZZZ", "a_01ZZZZ")]
    [InlineData(1, "approvals deny a_01ZZZZZZZZZZZZZZZZZZZZZZZZ", "a_01ZZZZ")]
    [InlineData(2, "approvals approve", "ID")]
    public Task Run_OperatorCommand_HasItsExitCode(int code, string line, string says) => CheckAsync(code, line, says);

    [Theory]
    [InlineData(0, "doctor", "")]
    [InlineData(2, "doctor patient", "patient")]
    [InlineData(0, "backup second.zip", "second.zip")]
    [InlineData(2, "backup", "FILE")]
    [InlineData(2, "restore absent.zip", "absent.zip")]
    [InlineData(3, "restore whole.zip", "already holds")]
    [InlineData(3, "restore notes.txt --data fresh", "notes.txt")]
    [InlineData(0, "export second.jsonl", "")]
    [InlineData(0, "import whole.jsonl", "")]
    [InlineData(0, "import whole.jsonl --dry-run", "")]
    [InlineData(1, "import damaged.jsonl", "line 2")]
    [InlineData(2, "import absent.jsonl", "absent.jsonl")]
    [InlineData(2, "import whole.jsonl --from nowhere", "nowhere")]
    [InlineData(0, "rewind --grant local --since 1s --until 1s", "")]
    [InlineData(2, "rewind --grant ci", "--since")]
    [InlineData(2, "rewind --since 1h", "Whose writes")]
    [InlineData(1, "purge m_01ZZZZZZZZZZZZZZZZZZZZZZZZ", "m_01ZZZZ")]
    [InlineData(1, "purge --project absent", "absent")]
    [InlineData(2, "purge", "")]
    [InlineData(0, "vault sync --vault notes", "")]
    [InlineData(0, "vault status --vault notes", "")]
    [InlineData(2, "vault sync --take everything", "everything")]
    [InlineData(3, "vault sync --vault a-file", "a-file")]
    [InlineData(0, "catalog search refund", "")]
    [InlineData(0, "catalog attacks rug-pull", "rug")]
    [InlineData(1, "catalog show no-such-server", "no-such-server")]
    [InlineData(1, "catalog attacks no-such-attack", "No attack pattern")]
    [InlineData(2, "catalog show", "NAME")]
    [InlineData(0, "scan tools.json", "delete_note")]
    [InlineData(1, "scan tools.json --fail-on low", "delete_note")]
    [InlineData(2, "scan tools.json --fail-on terrible", "terrible")]
    [InlineData(2, "scan", "")]
    [InlineData(2, "bench locomo", "FILE")]
    [InlineData(2, "bench locomo tools.json", "")]
    [InlineData(2, "bench locomo absent.json", "there is no file")]
    [InlineData(0, "config get embeddings.model", "some-model")]
    [InlineData(1, "config get embeddings.url", "not set")]
    [InlineData(2, "config get embeddings.nothing", "embeddings.model")]
    [InlineData(2, "config set embeddings.url nonsense", "embeddings.url")]
    [InlineData(0, "client codex", "codex")]
    [InlineData(0, "client --list", "claude-code")]
    [InlineData(2, "client codex --write --undo", "exclude")]
    [InlineData(2, "client notepad", "notepad")]
    [InlineData(0, "completion bash", "complete")]
    [InlineData(2, "completion", "SHELL")]
    [InlineData(2, "completion cobol", "cobol")]
    [InlineData(2, "frobnicate", "frobnicate")]
    public Task Run_CareCommand_HasItsExitCode(int code, string line, string says) => CheckAsync(code, line, says);

    /// <summary>Where the data folder cannot be one, every family says so, and what it was.</summary>
    [Theory]
    [InlineData("handoff list")]
    [InlineData("memory search x")]
    [InlineData("memory check")]
    [InlineData("project list")]
    [InlineData("archive list")]
    [InlineData("session start")]
    [InlineData("inbox list")]
    [InlineData("agent list")]
    [InlineData("grant list")]
    [InlineData("policy list")]
    [InlineData("server list")]
    [InlineData("audit query")]
    [InlineData("audit verify")]
    [InlineData("approvals list")]
    [InlineData("backup third.zip")]
    [InlineData("restore whole.zip")]
    [InlineData("export third.jsonl")]
    [InlineData("import whole.jsonl")]
    [InlineData("rewind --grant ci --since 1h")]
    [InlineData("purge --project shop")]
    [InlineData("vault sync")]
    [InlineData("config set embeddings.model x")]
    [InlineData("lock")]
    public async Task Run_DataFolderThatIsAFile_IsTheEnvironment(string line)
    {
        var result = await shared.Cli.RunAsync([.. ShellLine.CommandOf("baton " + line), "--data", shared.Cli.At("a-file")]);
        result.Code.ShouldBe(ExitCode.Environment, result.ToString());
        result.Error.ShouldContain("a-file");
        result.Error.ShouldStartWith("baton: ");
        (await File.ReadAllTextAsync(shared.Cli.At("a-file"))).ShouldBe("no data folder");
    }

    /// <summary>A length of time that no calendar holds is no length.</summary>
    [Theory]
    [InlineData("audit query --since")]
    [InlineData("audit prune --before")]
    [InlineData("rewind --grant ci --since")]
    [InlineData("rewind --grant ci --since 1h --until")]
    [InlineData("purge --deleted-before")]
    [InlineData("purge --expired-before")]
    [InlineData("agent list --since")]
    [InlineData("grant add late --server memory --expires")]
    [InlineData("grant rotate ci --overlap")]
    [InlineData("approvals approve a_01ZZZZZZZZZZZZZZZZZZZZZZZZ --for")]
    [InlineData("project set shop --retention")]
    [InlineData("server add slow --url https://slow.example/mcp --timeout")]
    [InlineData("handoff claim k --project shop --lease")]
    [InlineData("handoff save text --ttl")]
    [InlineData("memory save text --ttl")]
    public async Task Run_LengthBeyondTheCalendar_IsWrongUsage(string line)
    {
        var result = await shared.Cli.RunAsync([.. ShellLine.CommandOf("baton " + line), "9999999w"]);
        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Error.ShouldStartWith("baton: ");
        result.Out.ShouldBeEmpty();
    }

    private async Task CheckAsync(int code, string line, string says)
    {
        var result = await shared.Cli.RunAsync(ShellLine.CommandOf("baton " + line));
        result.Code.ShouldBe(code, result.ToString());
        (result.Out + result.Error).ShouldContain(says);
        if (code >= ExitCode.Usage) result.Out.ShouldBeEmpty();
    }
}
