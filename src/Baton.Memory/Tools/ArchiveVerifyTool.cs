using Baton.Memory.Archives;
using Baton.Memory.Callers;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class ArchiveVerifyTool(ArchiveOperations archives) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "archive_verify",
        Title = "Verify an archive",
        Toolset = "archive",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Read an archive from its first byte to its last and compare length and SHA-256 with what was kept while it was written.",
        Parameters = [Common.Id, Common.Key, Common.Project],
        Output = "{\"archive\":" + ArchiveJson.Schema + ""","intact":{"type":"boolean"},"bytes":{"type":"integer"},"sha256":{"type":"string"}}""",
        Always = ["archive", "intact", "bytes", "sha256"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await archives.VerifyAsync(caller, arguments.Ref, cancellationToken)).TryGet(out var verified, out var failure)) return Reply.Of(failure);
        return Reply.Of($"{(verified.IsIntact ? "Intact" : "NOT intact")}: {ArchiveJson.Line(verified.Archive)}.", json =>
        {
            ArchiveJson.Record(json, verified.Archive);
            json.WriteBoolean("intact", verified.IsIntact);
            json.WriteNumber("bytes", verified.Bytes);
            json.WriteString("sha256", verified.Sha256);
        });
    }
}
