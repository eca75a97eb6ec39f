using System.Globalization;
using Baton.Memory.Administration;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class AdminExportTool(MemoryAdministration administration) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "admin_export",
        Title = "Export the store",
        Toolset = "admin",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "The whole store as JSON Lines, every version, private records included, a piece at a time. Each piece can be imported; go on with next_cursor. For large stores use the command baton export.",
        Parameters =
        [
            new Parameter("max_bytes", Integer) { Least = 1, Most = 4 * 1024 * 1024, About = "Default 262144; one row always fits." },
            Common.Cursor,
        ],
        Output = """{"lines":{"type":"string"},"next_cursor":{"type":["string","null"]}}""",
        Always = ["lines", "next_cursor"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (AdminRight.Refuse(caller) is { } refused) return Reply.Of(refused);
        var piece = await administration.ExportPieceAsync(arguments.Text("cursor"), arguments.Integer("max_bytes") ?? 262_144, cancellationToken);
        if (!piece.TryGet(out var exported, out var failure)) return Reply.Of(failure);
        var more = exported.Next is null ? "the end." : "more with next_cursor.";
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{exported.Lines.Length} bytes of JSON Lines in structuredContent; {more}"), json =>
        {
            json.WriteString("lines", exported.Lines.Span);
            SearchJson.Cursor(json, exported.Next);
        }, exported.Lines.Length + 1024);
    }
}
