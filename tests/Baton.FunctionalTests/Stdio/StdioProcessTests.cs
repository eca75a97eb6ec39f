using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Baton.TestSupport.Processes;

namespace Baton.FunctionalTests.Stdio;

/// <summary>How a <c>baton stdio</c> process behaves at its ends.</summary>
public sealed class StdioProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Initialize =
        """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private readonly string _data = Directory.CreateTempSubdirectory("baton-stdio-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task EndOfInput_AnswersWhatWasAskedAndEndsWithZero()
    {
        using var process = Start();
        await process.StandardInput.WriteAsync($"{Initialize}\n{Initialized}\n{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}}");
        process.StandardInput.Close();

        var lines = (await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
        lines.Select(Id).Order().ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Sigterm_EndsWithZero()
    {
        using var process = Start();
        await process.StandardInput.WriteLineAsync(Initialize);
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull();

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task ClosedOutput_EndsTheProcess()
    {
        using var process = Start();
        await process.StandardInput.WriteLineAsync(Initialize);
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull();
        process.StandardOutput.Close();

        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Output_HoldsNothingButTheProtocol()
    {
        using var process = Start();
        await process.StandardInput.WriteAsync($"\n{{broken\n[]\n{Initialize}\n{Initialized}\n{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing/like_it\"}}\n");
        process.StandardInput.Close();

        var lines = (await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(4);
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            document.RootElement.GetProperty("jsonrpc").GetString().ShouldBe("2.0");
        }
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-06-18")]
    public async Task OldClients_AreServed(string revision)
    {
        using var process = Start();
        await process.StandardInput.WriteLineAsync(Initialize.Replace("2025-11-25", revision, StringComparison.Ordinal));

        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull().ShouldContain($"\"protocolVersion\":\"{revision}\"");
    }

    private static int Id(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("id").GetInt32();
    }

    private Process Start()
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        return Process.Start(new ProcessStartInfo(BatonBinary.Path!, ["stdio", "--data", _data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
    }
}
