using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Archives;

/// <summary><c>archive read</c>: writes an archive, or a part of it, byte for byte.</summary>
internal static class ArchiveReadCommand
{
    private const long PartBytes = 1 << 20;

    public static Command Create(CliContext context)
    {
        var named = new RefArgument();
        var target = new Option<string>("--out") { HelpName = "FILE", DefaultValueFactory = _ => "-", Description = "Where to write; `-` is standard output." };
        var offset = new Option<long>("--offset") { HelpName = "BYTE", Description = "First byte." };
        var length = new Option<long?>("--length") { HelpName = "BYTES", Description = "At most so many." };
        var version = new Option<long?>("--version-number") { HelpName = "N", Description = "The text as it was in this version." };
        var command = new Command("read", "Write an archive's bytes as they came.") { target, offset, length, version };
        named.AddTo(command);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            if (run.Get(length) is < 1) return run.FailUsage("--length is at least 1.");
            ToolArguments Next() => named.Read(run).AddFlag("base64", true).Add("version", run.Get(version));
            var path = run.Get(target)!;
            if (path != "-") return await WholeFile.WriteAsync(run.FullPath(path), file => CopyAsync(tools, Next, file, run.Get(offset), run.Get(length), run.Cancellation));
            await using var output = run.Context.OpenOutput();
            return await CopyAsync(tools, Next, output, run.Get(offset), run.Get(length), run.Cancellation);
        }));
        return command.WithExamples("baton archive read run-7 --project shop > copy.txt", "baton archive read a_01JABCDE --offset 1048576 --length 4096");
    }

    private static async Task<int> CopyAsync(IToolCaller tools, Func<ToolArguments> arguments, Stream output, long first, long? length, CancellationToken cancellationToken)
    {
        var left = length ?? long.MaxValue;
        long? next = first;
        while (next is { } at && left > 0)
        {
            // A part is at least four bytes long, so that one is never too short for a character.
            var answer = await tools.CallAsync("archive_read", arguments().Add("offset", at).Add("length", Math.Clamp(left, 4, PartBytes)), cancellationToken);
            var bytes = answer["base64"].GetBytesFromBase64();
            await output.WriteAsync(bytes.AsMemory(0, (int)Math.Min(left, bytes.Length)), cancellationToken);
            left -= bytes.Length;
            next = answer["next_offset"] is { ValueKind: System.Text.Json.JsonValueKind.Number } more ? more.GetInt64() : null;
        }
        return ExitCode.Done;
    }
}
