using System.Text;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.TestSupport;

namespace Baton.Cli.Tests;

/// <summary>Runs command lines in this process on a folder of their own, with streams, environment and clock in hand.</summary>
public sealed class CliHarness : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("baton-cli-").FullName;
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);
    public ManualTimeProvider Time { get; } = new();
    internal Terminal Terminal { get; set; } = Terminal.Pipe;
    public byte[] Input { get; set; } = [];

    /// <summary>Standard input in place of <see cref="Input"/>.</summary>
    public Func<Stream>? OpenInput { get; init; }

    public CliHarness()
    {
        Environment["HOME"] = At("home");
        Environment["BATON_DATA"] = At("data");
        Directory.CreateDirectory(At("home"));
    }

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public string Write(string path, string text)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var bytes = new MemoryStream();
        var code = await CliApplication.RunAsync(arguments, Context(output, error, bytes), TestContext.Current.CancellationToken);
        return new CliResult(code, output.ToString(), error.ToString()) { Bytes = bytes.ToArray() };
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal CliContext Context(TextWriter output, TextWriter error, Stream? bytes = null) => new()
    {
        Out = output,
        Error = error,
        OpenOutput = () => bytes ?? Stream.Null,
        OpenInput = OpenInput ?? (() => new MemoryStream(Input)),
        Environment = name => Environment.GetValueOrDefault(name),
        Time = Time,
        Terminal = Terminal,
        WorkingFolder = Folder,
    };
}

/// <summary>What a command said and returned.</summary>
public sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>What it wrote to standard output as bytes.</summary>
    public byte[] Bytes { get; init; } = [];

    public override string ToString() => new StringBuilder().Append(Code).Append('\n').Append(Out).Append(Error).ToString();
}
