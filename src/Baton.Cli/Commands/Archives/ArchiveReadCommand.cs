using System.CommandLine;
using Baton.Cli.Application;
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
            var path = run.Get(target)!;
            await using var output = path == "-" ? Console.OpenStandardOutput() : new FileStream(run.FullPath(path), FileMode.Create, FileAccess.Write);
            long? next = run.Get(offset);
            var left = run.Get(length) ?? long.MaxValue;
            while (next is { } at && left > 0)
            {
                // A part is at least four bytes long, so that one is never too short for a character.
                var answer = await tools.CallAsync(
                    "archive_read",
                    named.Read(run).AddFlag("base64", true).Add("offset", at).Add("length", Math.Clamp(left, 4, PartBytes)).Add("version", run.Get(version)),
                    run.Cancellation);
                var bytes = answer["base64"].GetBytesFromBase64();
                await output.WriteAsync(bytes.AsMemory(0, (int)Math.Min(left, bytes.Length)), run.Cancellation);
                left -= bytes.Length;
                next = answer["next_offset"] is { ValueKind: System.Text.Json.JsonValueKind.Number } more ? more.GetInt64() : null;
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton archive read run-7 --project shop > copy.txt", "baton archive read a_01JABCDE --offset 1048576 --length 4096");
    }
}
