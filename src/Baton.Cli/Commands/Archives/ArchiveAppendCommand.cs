using System.CommandLine;
using System.Security.Cryptography;
using Baton.Cli.Application;
using Baton.Cli.Tools;
using Baton.Memory.Outcomes;

namespace Baton.Cli.Commands.Archives;

/// <summary><c>archive append</c>: sends a file in chunks, from where an earlier run of it stopped.</summary>
internal static class ArchiveAppendCommand
{
    private const int ChunkBytes = 1 << 20;

    public static Command Create(CliContext context)
    {
        var named = new RefArgument();
        var file = new Argument<string>("FILE") { Description = "The transcript; `-` is standard input, added at the end." };
        var title = new Option<string?>("--title") { HelpName = "TEXT", Description = "Title of a new archive." };
        var thread = new Option<string?>("--thread") { HelpName = "NAME", Description = "Line of work of a new archive." };
        var tags = new Option<string[]>("--tag") { HelpName = "TAG", Description = "Tag of a new archive; may be repeated." };
        var command = new Command("append", "Add a file to an archive; a key that nobody has makes a new one. A file that was sent in part goes on where it stopped.") { title, thread, tags };
        named.AddTo(command);
        command.Arguments.Add(file);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            await using var input = Open(run, run.Get(file)!);
            var (there, sha256) = await LengthAsync(run, tools, named);
            if (run.Get(file) != "-" && there > 0) await SkipAsync(run, input, there, sha256!);
            ToolArguments Next() => named.Read(run).Add("title", run.Get(title)).Add("thread", run.Get(thread)).Add("tags", run.Get(tags));
            return await SendAsync(run, tools, input, there, Next);
        }));
        return command.WithExamples("baton archive append run-7 transcript.txt --project shop", "baton archive append run-7 - < more.txt");
    }

    private static async Task<int> SendAsync(CommandRun run, IToolCaller tools, Stream input, long offset, Func<ToolArguments> arguments)
    {
        var chunk = new byte[ChunkBytes];
        ToolAnswer? last = null;
        while (await input.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, run.Cancellation) is > 0 and var length)
        {
            last = await tools.CallAsync(
                "archive_append", arguments().Add("chunk_base64", Convert.ToBase64String(chunk, 0, length)).Add("offset", offset), run.Cancellation);
            offset += length;
        }
        if (last is not null) return run.Answer(last, output => output.WriteLine(Line(last)));
        run.Error.WriteLine("baton: nothing to add.");
        return ExitCode.Done;
    }

    /// <summary>How much of the archive there is; nothing where nobody has the key.</summary>
    private static async Task<(long Bytes, string? Sha256)> LengthAsync(CommandRun run, IToolCaller tools, RefArgument named)
    {
        try
        {
            var archive = (await tools.CallAsync("archive_read", named.Read(run).Add("length", 4), run.Cancellation))["archive"];
            return (archive.GetProperty("bytes").GetInt64(), archive.Text("sha256"));
        }
        catch (CliException missing) when (missing.Failure.Code == FailureCode.NotFound && named.Read(run).ToString().Contains("\"key\"", StringComparison.Ordinal))
        {
            return (0, null);
        }
    }

    /// <summary>Passes over what was sent before, which must be what the archive holds.</summary>
    private static async Task SkipAsync(CommandRun run, Stream input, long bytes, string sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        var left = bytes;
        while (left > 0 && await input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), run.Cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        if (left == 0 && Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256) return;
        throw new CliException(CliFailure.No("duplicate", $"the archive holds {bytes} bytes, and the file does not begin with them.",
            "Choose another key, or send what is to be added on standard input."));
    }

    private static Stream Open(CommandRun run, string file) => file == "-" ? run.Context.OpenInput() : File.OpenRead(InputFile.Locate(run, file));

    private static string Line(ToolAnswer answer)
        => $"{answer["archive"].Text("id")}  {answer["archive"].Text("bytes")} bytes  SHA-256 {answer["archive"].Text("sha256")}";
}
