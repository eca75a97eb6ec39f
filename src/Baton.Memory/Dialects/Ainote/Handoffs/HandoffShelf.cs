using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.Ainote.Handoffs;

/// <summary>Handoffs by the names that Ainote gives them.</summary>
internal sealed class HandoffShelf(AinoteDesk desk)
{
    public HandoffName NameOf(Handoff handoff) => AinoteHandoff.NameOf(handoff, desk.Zone);

    /// <summary>By day and time, newest first; what was saved last comes first where they are the same.</summary>
    public async ValueTask<Outcome<ImmutableArray<Handoff>>> AllAsync(MemoryCaller caller, string? project, Func<Handoff, bool> fits, CancellationToken cancellationToken)
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
        return all.OrderByDescending(handoff => NameOf(handoff).Date).ThenByDescending(MinuteOf, StringComparer.Ordinal).ThenByDescending(handoff => handoff.SavedAt).ThenByDescending(handoff => handoff.Id, StringComparer.Ordinal).ToImmutableArray();
    }

    /// <summary>The time in its name, else when it was saved.</summary>
    private string MinuteOf(Handoff handoff)
        => NameOf(handoff).Time ?? TimeZoneInfo.ConvertTime(handoff.SavedAt, desk.Zone).ToString("HHmm", CultureInfo.InvariantCulture);

    public void Members(Utf8JsonWriter json, Handoff handoff)
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

    /// <summary>The day that a call names, or none.</summary>
    public static Outcome<OptionalDay> Day(Arguments arguments)
        => arguments.Filled("date") is not { } text ? new OptionalDay(null)
            : HandoffName.TryDate(text, out var date) ? new OptionalDay(date)
            : Fail.Invalid($"'{Excerpt.Line(text, 40)}' is no date.", "/date", "Use YYYY-MM-DD.");

    /// <summary>The hour and minute that a call names; empty for none.</summary>
    public static Outcome<string> Minute(Arguments arguments)
        => arguments.Filled("time") is not { } text ? ""
            : HandoffName.Clock(text) is { } minute ? minute
            : Fail.Invalid($"'{Excerpt.Line(text, 40)}' is no time.", "/time", "Use HH:MM or HHMM.");
}

/// <summary>A day, or none.</summary>
internal readonly record struct OptionalDay(DateOnly? Date);
