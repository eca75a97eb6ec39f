using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Handoffs as text files named by project, topic and day.</summary>
internal sealed class HandoffTools(AinoteDesk desk)
{
    private readonly HandoffFiles _files = new(desk);

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("handoff_save", SaveAsync), new ToolAction("handoff_list", ListAsync), new ToolAction("handoff_get", GetAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> SaveAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Day(arguments).TryGet(out var day, out var wrong) || !Minute(arguments).TryGet(out var minute, out wrong)) return wrong;
        var content = arguments.RequiredText("content");
        if (string.IsNullOrWhiteSpace(content)) return Fail.Invalid("content is empty.", "/content", "Say what was done and what comes next.");
        var name = new HandoffName(arguments.RequiredText("project"), arguments.RequiredText("topic"), day.Date ?? DateOnly.FromDateTime(desk.LocalNow.DateTime), minute.Length == 0 ? null : minute);
        if (!(await desk.Handoffs.SaveAsync(caller, AinoteHandoff.Request(name, content), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        if (!(await _files.WriteAsync(saved.Handoff, name, cancellationToken)).TryGet(out var path, out failure)) return failure;
        var text = string.Create(CultureInfo.InvariantCulture, $"Handoff saved: {path} (id {saved.Handoff.Id}, version {saved.Handoff.Version}).");
        return Reply.Of(Notes.After(text, saved.Redacted, saved.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("path", path);
            Members(json, saved.Handoff);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await AllAsync(caller, arguments.Filled("project"), _ => true, cancellationToken)).TryGet(out var handoffs, out var failure)) return failure;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{handoffs.Length} handoff(s), newest first."));
        foreach (var handoff in handoffs) text.Append(CultureInfo.InvariantCulture, $"\n- {MarkedBlock.Escape(NameOf(handoff).Path)} ({handoff.Id}): {MarkedBlock.Escape(Excerpt.Line(handoff.Summary, 120))}");
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("handoffs", handoffs, (writer, handoff) =>
            {
                writer.WriteString("path", NameOf(handoff).Path);
                Members(writer, handoff);
            });
            json.WriteNumber("count", handoffs.Length);
        });
    }

    private async ValueTask<Outcome<ToolReply>> GetAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Day(arguments).TryGet(out var day, out var wrong) || !Minute(arguments).TryGet(out var minute, out wrong)) return wrong;
        var (project, topic) = (arguments.RequiredText("project"), arguments.RequiredText("topic"));
        bool Fits(Handoff handoff) => (NameOf(handoff).Topic == topic || handoff.Key == topic || handoff.Id == topic)
            && (day.Date is not { } date || NameOf(handoff).Date == date) && (minute.Length == 0 || NameOf(handoff).Time == minute);
        if (!(await AllAsync(caller, project, Fits, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.IsEmpty) return Fail.NotFound($"There is no handoff on '{Excerpt.Line(topic, 80)}' in project '{Excerpt.Line(project, 80)}'{(day.Date is null ? "" : " on that day")}.", "/topic", "See handoff_list.");
        var request = new HandoffLoadRequest { Ref = new RecordRef(found[0].Id), MaxTokens = long.MaxValue / 8 };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out failure)) return failure;
        return Reply.Of(HandoffText.Loaded(loaded), json =>
        {
            json.WriteString("path", NameOf(loaded.Handoff).Path);
            Members(json, loaded.Handoff);
            json.WriteString("content", loaded.Body is { Length: > 0 } body ? body.Span : Encoding.UTF8.GetBytes(loaded.Handoff.Summary));
        });
    }

    /// <summary>By day and time, newest first; what was saved last comes first where they are the same.</summary>
    private async ValueTask<Outcome<ImmutableArray<Handoff>>> AllAsync(MemoryCaller caller, string? project, Func<Handoff, bool> fits, CancellationToken cancellationToken)
    {
        var all = new List<Handoff>();
        var request = new HandoffSearchRequest { Filter = new HandoffFilter { Project = project }, Limit = 200 };
        do
        {
            if (!(await desk.Handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            all.AddRange(page.Handoffs.Select(found => found.Handoff).Where(fits));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);
        return all.OrderByDescending(handoff => NameOf(handoff).Date).ThenByDescending(handoff => handoff.SavedAt).ThenByDescending(handoff => handoff.Id, StringComparer.Ordinal).ToImmutableArray();
    }

    private HandoffName NameOf(Handoff handoff) => AinoteHandoff.NameOf(handoff, desk.Zone);

    private void Members(Utf8JsonWriter json, Handoff handoff)
    {
        var name = NameOf(handoff);
        json.WriteString("id", handoff.Id);
        json.WriteString("project", handoff.Project);
        json.WriteString("topic", name.Topic);
        json.WriteString("date", name.Day);
        json.Text("time", name.Time);
        json.WriteNumber("version", handoff.Version);
        json.WriteNumber("bytes", handoff.Body?.Bytes ?? 0);
        json.Text("sha256", handoff.Body?.Sha256 ?? ForeignJson.Digest(Encoding.UTF8.GetBytes(handoff.Summary)));
        json.Instant("updated_at", handoff.UpdatedAt);
    }

    private static Outcome<OptionalDay> Day(Arguments arguments)
        => arguments.Filled("date") is not { } text ? new OptionalDay(null)
            : HandoffName.TryDate(text, out var date) ? new OptionalDay(date)
            : Fail.Invalid($"'{Excerpt.Line(text, 40)}' is no date.", "/date", "Use YYYY-MM-DD.");

    private static Outcome<string> Minute(Arguments arguments)
        => arguments.Filled("time") is not { } text ? ""
            : HandoffName.Clock(text) is { } minute ? minute
            : Fail.Invalid($"'{Excerpt.Line(text, 40)}' is no time.", "/time", "Use HH:MM or HHMM.");

    /// <summary>A day, or none.</summary>
    private readonly record struct OptionalDay(DateOnly? Date);
}
