using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Notes by path, for every device that connects: versions in the store, files in the vault.</summary>
internal sealed class SyncTools(AinoteDesk desk)
{
    private const string Type = "note";
    private const string PathLabel = "path";

    public ImmutableArray<IDialectTool> All => [new ToolAction("sync_push", PushAsync), new ToolAction("sync_pull", PullAsync), new ToolAction("sync_list", ListAsync)];

    private async ValueTask<Outcome<ToolReply>> PushAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var path = arguments.RequiredText(PathLabel);
        if (NotePath.Refuse(path, "/path") is { } wrong) return wrong;
        var content = arguments.RequiredText("content");
        if (string.IsNullOrWhiteSpace(content)) return Fail.Invalid("content is empty.", "/content");
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(Type, path),
            Type = Type,
            Title = Excerpt.Line(path, 400),
            Content = content,
            Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(PathLabel, path),
        };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var receipt = saved.Memories[0];
        if (!(await desk.Memories.GetAsync(caller, new(receipt.Id), history: false, cancellationToken)).TryGet(out var got, out failure)) return failure;
        if (desk.Write(NotePath.FileOf(path), Encoding.UTF8.GetBytes(MemoryRow.TextOf(got.Memory))) is { } unusable) return unusable;
        return Reply.Of(Notes.After(string.Create(CultureInfo.InvariantCulture, $"Pushed: {MarkedBlock.Escape(path)}, version {receipt.Version}."), saved.Redacted, saved.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            Members(json, got.Memory, whole: false);
            json.Redacted(saved.Redacted);
        });
    }

    private async ValueTask<Outcome<ToolReply>> PullAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return wrong;
        var paths = arguments.Filled(PathLabel) is { } one ? [one] : arguments.Texts("paths");
        bool Fits(MemoryRecord note) => (paths.IsEmpty || paths.Contains(PathOf(note), StringComparer.Ordinal)) && (arguments.Flag("initial") || since.Value is not { } from || note.UpdatedAt > from);
        if (!(await desk.ListAsync(caller, Type, Fits, cancellationToken)).TryGet(out var notes, out var failure)) return failure;
        if (arguments.Filled(PathLabel) is { } named && notes.IsEmpty) return Fail.NotFound($"There is no note '{Excerpt.Line(named, 120)}'.", "/path", "See sync_list.");
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{notes.Length} note(s). {MarkedBlock.Notice}\n"));
        foreach (var note in notes) MemoryText.Append(text, note);
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("files", notes, (writer, note) => Members(writer, note, whole: true));
            json.WriteNumber("count", notes.Length);
            json.Instant("server_time", desk.Context.Clock.Now);
        });
    }

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, Type, _ => true, cancellationToken)).TryGet(out var notes, out var failure)) return failure;
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{notes.Length} note(s).{string.Concat(notes.Select(note => "\n- " + MarkedBlock.Escape(PathOf(note))))}"), json =>
        {
            json.Rows("files", notes, (writer, note) => Members(writer, note, whole: false));
            json.WriteNumber("count", notes.Length);
        });
    }

    private static string PathOf(MemoryRecord note) => note.Labels.GetValueOrDefault(PathLabel) ?? note.Key ?? note.Id;

    private static void Members(Utf8JsonWriter json, MemoryRecord note, bool whole)
    {
        var text = MemoryRow.TextOf(note);
        json.WriteString(PathLabel, PathOf(note));
        json.WriteString("file", NotePath.FileOf(PathOf(note)));
        json.WriteString("id", note.Id);
        if (whole) json.WriteString("content", text);
        json.WriteString("sha256", ForeignJson.Digest(Encoding.UTF8.GetBytes(text)));
        json.WriteNumber("version", note.Version);
        json.Instant("updated_at", note.UpdatedAt);
    }
}
