using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Cli.Policies;

/// <summary>Policy files and tool lists, from a path or standard input.</summary>
internal static class PolicyFile
{
    private const int MostBytes = 64 * 1024 * 1024;
    private const int Chunk = 64 * 1024;

    public static Argument<string> Argument(string name = "FILE") => new(name) { Description = "The policy, JSON or YAML; `-` is standard input." };

    public static Option<string?> Tools() => new("--tools") { HelpName = "FILE", Description = "The server's tools: the answer to tools/list as JSON." };

    /// <summary>The bytes of a file; what has no end is not read to it.</summary>
    public static async Task<byte[]> ReadAsync(CommandRun run, string file)
    {
        if (file == "-")
        {
            await using var input = run.Context.OpenInput();
            return await ReadAsync(input, file, run.Cancellation);
        }
        var path = InputFile.Locate(run, file);
        await using var stream = File.OpenRead(path);
        return await ReadAsync(stream, path, run.Cancellation);
    }

    /// <summary>Reads, compiles and lints.</summary>
    public static async Task<PolicyLoadResult> CheckAsync(CommandRun run, string file, ToolCatalogue? tools)
    {
        var bytes = await ReadAsync(run, file);
        return PolicyLoader.Check(bytes, PolicyReader.FormatOf(file, bytes), tools);
    }

    /// <summary>The policy of a file, or null after its errors were said.</summary>
    public static async Task<CompiledPolicy?> LoadAsync(CommandRun run, string file) => await LoadAsync(run, [file]) is [var policy] ? policy : null;

    /// <summary>The policies of files in their order, or null after the errors of all were said: in JSON as one object.</summary>
    public static async Task<IReadOnlyList<CompiledPolicy>?> LoadAsync(CommandRun run, IReadOnlyList<string> files)
    {
        var policies = new List<CompiledPolicy>();
        var faulty = new List<(string File, PolicyProblem[] Errors)>();
        foreach (var file in files)
        {
            var bytes = await ReadAsync(run, file);
            var result = PolicyLoader.Load(bytes, PolicyReader.FormatOf(file, bytes));
            if (result.IsValid) policies.Add(result.Policy);
            else faulty.Add((file, [.. result.Problems.Where(problem => problem.IsError)]));
        }
        if (faulty.Count == 0) return policies;
        foreach (var (file, errors) in run.Json ? [] : faulty) ProblemPrinter.Say(run, file, errors);
        var message = string.Join("; ", faulty.Select(each => $"{each.File} has {Counted.Of(each.Errors.Length, "error")}"));
        run.Fail(CliFailure.No("invalid_policy", message + ".", "Mend them, then try again.") with { DetailsJson = JsonLine.Text(json => ProblemPrinter.Write(json, faulty)) });
        return null;
    }

    /// <summary>The tools that <c>--tools</c> names; null when it names none.</summary>
    public static async Task<ToolCatalogue?> ToolsAsync(CommandRun run, string? file)
    {
        if (file is null) return null;
        return ToolCatalogue.TryRead(await ReadAsync(run, file), out var tools, out var error)
            ? tools
            : throw new CliException(CliFailure.Usage($"{file} is not a list of tools: {error}.", "Give the answer to tools/list as JSON."));
    }

    // A pipe or a device may have no end.
    private static async Task<byte[]> ReadAsync(Stream stream, string file, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[Chunk];
        while (await stream.ReadAsync(chunk, cancellation) is > 0 and var read)
        {
            if (buffer.Length + read > MostBytes) throw new CliException(CliFailure.Usage($"{(file == "-" ? "standard input" : file)} has more than {MostBytes / (1024 * 1024)} MiB, which no policy and no list of tools has."));
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}
