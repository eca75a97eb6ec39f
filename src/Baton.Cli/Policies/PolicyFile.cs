using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Cli.Policies;

/// <summary>Policy files and tool lists, from a path or standard input.</summary>
internal static class PolicyFile
{
    public static Argument<string> Argument(string name = "FILE") => new(name) { Description = "The policy, JSON or YAML; `-` is standard input." };

    public static Option<string?> Tools() => new("--tools") { HelpName = "FILE", Description = "The server's tools: the answer to tools/list as JSON." };

    /// <summary>The bytes of a file; more than a policy may have are not read.</summary>
    public static async Task<byte[]> ReadAsync(CommandRun run, string file)
    {
        if (file == "-")
        {
            await using var input = run.Context.OpenInput();
            return await ReadAsync(input, run.Cancellation);
        }
        var path = run.FullPath(file);
        try
        {
            await using var stream = File.OpenRead(path);
            return await ReadAsync(stream, run.Cancellation);
        }
        catch (Exception failed) when (failed is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(CliFailure.Usage($"there is no file {path}."));
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new CliException(CliFailure.Usage($"{path} is a folder."));
        }
    }

    /// <summary>Reads, compiles and lints.</summary>
    public static async Task<PolicyLoadResult> CheckAsync(CommandRun run, string file, ToolCatalogue? tools)
    {
        var bytes = await ReadAsync(run, file);
        return PolicyLoader.Check(bytes, PolicyReader.FormatOf(file, bytes), tools);
    }

    /// <summary>The policy of a file, or null after its errors were said.</summary>
    public static async Task<CompiledPolicy?> LoadAsync(CommandRun run, string file)
    {
        var bytes = await ReadAsync(run, file);
        var result = PolicyLoader.Load(bytes, PolicyReader.FormatOf(file, bytes));
        if (result.IsValid) return result.Policy;
        var errors = result.Problems.Where(problem => problem.IsError).ToArray();
        foreach (var problem in errors) run.Error.WriteLine(Printable.Safe(ProblemPrinter.Line(file, problem)));
        run.FailNo("invalid_policy", $"{file} has {errors.Length} {(errors.Length == 1 ? "error" : "errors")}.", "Mend them, then try again.");
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

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}
