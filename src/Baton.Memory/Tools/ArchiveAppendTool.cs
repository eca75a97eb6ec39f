using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Baton.Memory.Archives;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class ArchiveAppendTool(ArchiveOperations archives) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "archive_append",
        Title = "Append to an archive",
        Toolset = "archive",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Keep a transcript verbatim, chunk by chunk: a key that nobody has makes a new archive, later chunks go to its end. With offset (the bytes sent so far) a repeated chunk is harmless and a gap is noticed; on a mismatch the error's details say where to go on. Stored as it is or refused, never altered.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("chunk", Utf8) { About = "Text to add, as it is." },
            new Parameter("chunk_base64", Utf8) { About = "Bytes in place of chunk." },
            new Parameter("offset", Integer) { Least = 0, About = "Where the chunk begins." },
            new Parameter("title", Plain) { About = "For a new archive, as the next two." },
            Common.Thread,
            new Parameter("tags", Texts),
        ],
        Output = "{\"archive\":" + ArchiveJson.Schema + ",\"offset\":{\"type\":\"integer\"},\"was_there\":{\"type\":\"boolean\"},\"warnings\":" + Common.TextList + "}",
        Always = ["archive", "offset", "was_there"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Chunk(arguments).TryGet(out var chunk, out var broken)) return Reply.Of(broken);
        var request = new ArchiveAppendRequest
        {
            Ref = arguments.Ref,
            Chunk = chunk,
            Offset = arguments.Integer("offset"),
            Title = arguments.Text("title"),
            Thread = arguments.Text("thread"),
            Tags = arguments.Texts("tags"),
        };
        if (!(await archives.AppendAsync(caller, request, cancellationToken)).TryGet(out var appended, out var failure)) return Reply.Of(failure);
        var what = appended.WasThere ? "Already there" : string.Create(CultureInfo.InvariantCulture, $"Added {chunk.Length} bytes at {appended.Offset}");
        return Reply.Of(Notes.After($"{what}: {ArchiveJson.Line(appended.Archive)}.", [], appended.Warnings), json =>
        {
            ArchiveJson.Record(json, appended.Archive);
            json.WriteNumber("offset", appended.Offset);
            json.WriteBoolean("was_there", appended.WasThere);
            json.Texts("warnings", appended.Warnings);
        });
    }

    private static Outcome<ReadOnlyMemory<byte>> Chunk(Arguments arguments)
    {
        if (arguments.Has("chunk") == arguments.Has("chunk_base64")) return Fail.Invalid("Give either chunk or chunk_base64.", "/chunk");
        if (arguments.Has("chunk")) return arguments.Utf8("chunk");
        var text = arguments.Utf8("chunk_base64").Span;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done
            ? new ReadOnlyMemory<byte>(bytes, 0, written)
            : Fail.Invalid("chunk_base64 is no base64.", "/chunk_base64", "Use the standard alphabet with padding.");
    }
}
