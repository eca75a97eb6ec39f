using System.Globalization;
using System.Text;
using Baton.Memory.Archives;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Time;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class ArchiveReadTool(ArchiveOperations archives) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "archive_read",
        Title = "Read an archive",
        Toolset = "archive",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Read part of an archive byte for byte, each chunk checked against its SHA-256; go on with next_offset. Text is never cut within a character; what is no UTF-8 comes as base64.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("offset", Integer) { Least = 0, About = "First byte; default 0." },
            new Parameter("length", Integer) { Least = 4, Most = 4 * 1024 * 1024, About = "Bytes at most; default 32000." },
            new Parameter("version", Integer) { Least = 1, Most = int.MaxValue, About = "The text as it was then." },
            new Parameter("base64", ParameterKind.Boolean) { About = "Base64 in any case." },
        ],
        Output = "{\"archive\":" + ArchiveJson.Schema + ""","offset":{"type":"integer"},"bytes":{"type":"integer"},"text":{"type":"string"},"base64":{"type":"string"},"next_offset":{"type":["integer","null"]}}""",
        Always = ["archive", "offset", "bytes", "next_offset"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new ArchiveReadRequest
        {
            Ref = arguments.Ref,
            Version = arguments.Count("version"),
            Offset = arguments.Integer("offset") ?? 0,
            Length = arguments.Count("length") ?? 32_000,
        };
        if (!(await archives.ReadAsync(caller, request, cancellationToken)).TryGet(out var part, out var failure)) return Reply.Of(failure);
        var whole = part.Next is null ? part.Bytes : part.Bytes[..BorderOf(part.Bytes.Span)];
        var isText = !arguments.Flag("base64") && !whole.IsEmpty == !part.Bytes.IsEmpty && System.Text.Unicode.Utf8.IsValid(whole.Span);
        if (isText) part = part with { Bytes = whole };
        return Reply.Of(TextOf(part, isText), json =>
        {
            ArchiveJson.Record(json, part.Archive);
            json.WriteNumber("offset", part.Offset);
            json.WriteNumber("bytes", part.Bytes.Length);
            if (isText) json.WriteString("text", part.Bytes.Span);
            else json.WriteBase64String("base64", part.Bytes.Span);
            if (part.Next is { } next) json.WriteNumber("next_offset", next);
            else json.WriteNull("next_offset");
        }, part.Bytes.Length + 1024);
    }

    /// <summary>Where the last whole character ends.</summary>
    private static int BorderOf(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(4, bytes.Length); back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out var read) == System.Buffers.OperationStatus.NeedMoreData && read == back) return bytes.Length - back;
        }
        return bytes.Length;
    }

    private static string TextOf(ArchivePart part, bool isText)
    {
        var archive = part.Archive;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ArchiveJson.Line(archive)}. Bytes {part.Offset} to {part.Offset + part.Bytes.Length}");
        text.Append(part.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"; go on with offset={next}.") : ", the end.");
        if (!isText) return text.Append(" They are no text; see base64.").ToString();
        text.Append(' ').Append(MarkedBlock.Notice).Append('\n');
        var label = new BlockLabel(
            archive.Id, HandoffText.Author(archive.CreatedBy), archive.Project, Instants.Format(archive.UpdatedAt),
            HandoffText.Trust(archive.Suspicious.Select(mark => mark.Reason)));
        MarkedBlock.Append(text, label, Encoding.UTF8.GetString(part.Bytes.Span));
        return text.ToString();
    }
}
