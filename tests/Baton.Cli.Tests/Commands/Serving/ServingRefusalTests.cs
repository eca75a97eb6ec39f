using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Serving;

/// <summary>What <c>up</c>, <c>stdio</c> and <c>wrap</c> cannot do is said before anything is served: standard output belongs to the protocol.</summary>
public sealed class ServingRefusalTests(ServingRefusalTests.Shared shared) : IClassFixture<ServingRefusalTests.Shared>
{
    /// <summary>One folder for all rows; none of them gets as far as serving.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public Shared()
        {
            Cli.Write("a-file", "no data folder");
            Cli.Write("bad.json", """{"version":"1","default":"perhaps","tools":{}}""");
            Cli.Write("good.json", OperatorHarness.Rules);
            Cli.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        }

        public void Dispose() => Cli.Dispose();
    }

    [Theory]
    [InlineData(ExitCode.Usage, "CMD is missing for 'baton wrap'.", "wrap")]
    [InlineData(ExitCode.Usage, "CMD is missing for 'baton wrap'.", "wrap", "--policy", "good.json", "--")]
    [InlineData(ExitCode.Usage, "'memory' cannot name a server here: 1 to 64 of A-Z a-z 0-9 . _ -, and not 'memory'.", "wrap", "--name", "memory", "--", "cat")]
    [InlineData(ExitCode.Usage, "'a/b' cannot name a server here: 1 to 64 of A-Z a-z 0-9 . _ -, and not 'memory'.", "wrap", "--name", "a/b", "--", "cat")]
    [InlineData(ExitCode.Usage, "'' cannot name a server here: 1 to 64 of A-Z a-z 0-9 . _ -, and not 'memory'.", "wrap", "--name", "", "--", "cat")]
    [InlineData(ExitCode.Usage, "--timeout: '2d' is no time from 1s to 1d.", "wrap", "--timeout", "2d", "--", "cat")]
    [InlineData(ExitCode.Usage, "--timeout: '0' is no time from 1s to 1d.", "wrap", "--timeout", "0", "--", "cat")]
    [InlineData(ExitCode.Usage, "--meta-tool: 'run=' is neither TOOL nor TOOL=NAME,ARGS.", "wrap", "--meta-tool", "run=", "--", "cat")]
    [InlineData(ExitCode.Environment, "The command '/no/such/program' was not found, or may not be run.", "wrap", "--", "/no/such/program", "x")]
    [InlineData(ExitCode.Environment, "The command 'no-such-program-anywhere' was not found, or may not be run.", "wrap", "--policy", "good.json", "--", "no-such-program-anywhere")]
    public async Task Wrap_WhatCannotBe_IsSaid(int code, string says, params string[] line) => await CheckAsync(code, says, line);

    [Fact]
    public async Task Wrap_PolicyWithAnError_IsNo_AndNamesTheError()
    {
        var result = await shared.Cli.RunAsync("wrap", "--policy", "bad.json", "--", "cat");
        (result.Code, result.Out).ShouldBe((ExitCode.No, ""));
        result.Error.ShouldContain("bad.json");
        result.Error.ShouldContain("perhaps");
        result.Error.ShouldContain("bad.json has 1 error.");
    }

    [Theory]
    [InlineData(ExitCode.No, "there is no grant 'nobody' in force. See: baton grant list", "stdio", "--grant", "nobody")]
    [InlineData(ExitCode.Usage, "There is no toolset 'nonsense'; there are core, more, tasks, agents, archive, admin.", "stdio", "--toolsets", "core,nonsense")]
    public async Task Stdio_WhatCannotBe_IsSaid(int code, string says, params string[] line) => await CheckAsync(code, says, line);

    [Fact]
    public async Task Stdio_DialectThatIsNone_NamesThoseThereAre()
    {
        var result = await shared.Cli.RunAsync("stdio", "--dialect", "klingon");
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""));
        foreach (var dialect in (string[])["klingon", "m3", "ainote", "loaditout", "sovereign", "conversation-handoff"]) result.Error.ShouldContain(dialect);
    }

    [Fact]
    public async Task Stdio_GrantThatWasRevokedOrHasExpired_IsNotInForce()
    {
        await shared.Cli.RunAsync("grant", "add", "gone", "--server", "memory=local");
        await shared.Cli.RunAsync("grant", "revoke", "gone");
        // The serving commands go by the clock of the machine, which is later than that of the tests.
        await shared.Cli.RunAsync("grant", "add", "old", "--server", "memory=local", "--expires", "1s");
        foreach (var grant in (string[])["gone", "old"])
        {
            await CheckAsync(ExitCode.No, $"there is no grant '{grant}' in force. See: baton grant list", ["stdio", "--grant", grant]);
        }
    }

    [Theory]
    [InlineData("stdio")]
    [InlineData("up --urls http://127.0.0.1:0")]
    [InlineData("wrap -- cat")]
    public async Task Serve_DataFolderThatIsAFile_IsTheEnvironment(string line)
    {
        var words = line.Split(' ');
        var result = await shared.Cli.RunAsync([words[0], "--data", shared.Cli.At("a-file"), .. words[1..]]);
        (result.Code, result.Out).ShouldBe((ExitCode.Environment, ""), result.ToString());
        result.Error.ShouldContain("a-file");
    }

    [Theory]
    [InlineData("'ftp://127.0.0.1' is no address to listen on; write it as http://127.0.0.1:4700.", "--urls", "ftp://127.0.0.1")]
    [InlineData("'4700' is no address to listen on; write it as http://127.0.0.1:4700.", "--urls", "4700")]
    [InlineData("'http://127.0.0.1:4700/mcp' is no address to listen on; write it as http://127.0.0.1:4700.", "--urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:4700/mcp")]
    [InlineData("'https://tools.example' is no host name that a client can send; write the name alone, without scheme, port, path or wildcard, as tools.example.", "--allow-host", "https://tools.example")]
    [InlineData("No page has the origin 'https://tools.example:443'; write it as browsers send it, as https://tools.example.", "--allow-origin", "https://tools.example:443")]
    public async Task Up_AddressThatCannotBe_IsSaid(string says, params string[] flags) => await CheckAsync(ExitCode.Usage, says, ["up", .. flags]);

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    public async Task Up_BeyondThisMachineWithoutAGrant_IsRefused(string url)
    {
        var result = await shared.Cli.RunAsync("up", "--urls", url, "--data", shared.Cli.At("fresh"));
        (result.Code, result.Out).ShouldBe((ExitCode.Environment, ""), result.ToString());
        result.Error.ShouldContain("grant");
    }

    private async Task CheckAsync(int code, string says, string[] line)
    {
        var result = await shared.Cli.RunAsync(line);
        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((code, "", $"baton: {says}"));
    }
}
