using System.Text;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Application;

/// <summary>A reader that has gone (<c>| head -n 1</c>), a full disk behind <c>&gt;</c>: one line says so, and nobody speaks of a bug.</summary>
public sealed class ClosedOutputTests(ClosedOutputTests.Shared shared) : IClassFixture<ClosedOutputTests.Shared>
{
    /// <summary>One store for all rows.</summary>
    public sealed class Shared : IDisposable
    {
        public CliHarness Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }

    private readonly CliHarness _cli = shared.Cli;

    [Theory]
    [InlineData("handoff list")]
    [InlineData("handoff show k")]
    [InlineData("handoff show k --body")]
    [InlineData("handoff save again --key k")]
    [InlineData("grant list --json")]
    [InlineData("catalog attacks --json")]
    [InlineData("catalog show github --policy")]
    [InlineData("client cursor")]
    [InlineData("client --list")]
    [InlineData("completion bash")]
    [InlineData("config list")]
    [InlineData("tools --markdown")]
    [InlineData("audit head")]
    [InlineData("policy schema")]
    [InlineData("session start")]
    [InlineData("--version")]
    [InlineData("handoff --help")]
    public async Task Run_OutputThatIsClosed_IsTheEnvironmentInOneLine(string line)
    {
        await _cli.RunAsync("handoff", "save", "work", "--key", "k", "--body", "text");
        using var output = new ClosedWriter();
        using var error = new StringWriter { NewLine = "\n" };

        var code = await CliApplication.RunAsync(line.Split(' '), _cli.Context(output, error), TestContext.Current.CancellationToken);

        var said = line.EndsWith("--json", StringComparison.Ordinal) ? """{"error":{"code":"unavailable","message":"Broken pipe"}}""" : "baton: Broken pipe";
        (code, error.ToString()).ShouldBe((ExitCode.Environment, said + "\n"));
    }

    [Fact]
    public async Task Run_OutputThatIsClosed_KeepsWhatWasWritten()
    {
        using var output = new ClosedWriter();
        using var error = new StringWriter();
        await CliApplication.RunAsync(["memory", "save", "kept", "--key", "m"], _cli.Context(output, error), TestContext.Current.CancellationToken);

        (await _cli.RunAsync("memory", "show", "m")).Out.ShouldContain("kept");
    }

    [Theory]
    [InlineData("export")]
    [InlineData("archive read run")]
    public async Task Run_BytesIntoAClosedOutput_IsTheEnvironment(string line)
    {
        _cli.Input = "a transcript\n"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run", "-");
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new StringWriter();
        using var closed = new ClosedStream();

        var code = await CliApplication.RunAsync(line.Split(' '), _cli.Context(output, error, closed), TestContext.Current.CancellationToken);

        (code, error.ToString()).ShouldBe((ExitCode.Environment, "baton: Broken pipe\n"));
    }

    private sealed class ClosedWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Broken pipe");

        public override void Write(string? value) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("Broken pipe");

        public override void WriteLine(string? value) => throw new IOException("Broken pipe");

        public override void WriteLine() => throw new IOException("Broken pipe");
    }

    private sealed class ClosedStream : MemoryStream
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("Broken pipe");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Broken pipe");
    }
}
