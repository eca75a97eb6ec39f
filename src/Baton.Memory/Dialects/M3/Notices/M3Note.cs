using System.Text;
using System.Text.Json;
using Baton.Memory.Ids;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Notices;

/// <summary>
/// A note between agents in M3's members. It is a native notice: the kind is its subject, the payload its message, and the number its id's.
/// A notice that another tool sent has its words as <c>message</c> in the payload.
/// </summary>
internal sealed record M3Note(long Number, string Id, string AgentId, string Kind, string Payload, string? ReadAt, string Principal, DateTimeOffset CreatedAt, BlockLabel Label)
{
    /// <summary>The label by which a message is known to be a payload.</summary>
    public const string KindLabel = "kind";
    private const string Plain = "notice";

    public static M3Note Of(Notice notice, string reader) => new(
        Ulid.Number(notice.Id), notice.Id, notice.To, notice.Labels.GetValueOrDefault(KindLabel) ?? notice.Subject ?? Plain,
        notice.Labels.ContainsKey(KindLabel) ? notice.Message : Said(notice.Message),
        notice.ReadBy.FirstOrDefault(read => read.Principal == reader) is { } read ? Instants.Format(read.At) : null, notice.CreatedBy.Principal, notice.CreatedAt,
        NoticeText.Label(notice));

    /// <summary>A note from before notes were notices: a memory whose place in its thread is the number.</summary>
    public static M3Note Of(MemoryRecord memory) => new(
        memory.Position ?? 0, memory.Id, memory.Labels.GetValueOrDefault(M3Labels.AgentId, ""), memory.Labels.GetValueOrDefault(KindLabel, Plain),
        JsonContent.ObjectOf(memory) ?? Said(MemoryRow.TextOf(memory)), memory.Labels.GetValueOrDefault(M3Labels.ReadAt), memory.CreatedBy.Principal, memory.CreatedAt, MemoryText.Label(memory));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("id", Number);
        json.WriteNumber("notification_id", Number);
        json.WriteString("notice_id", Id);
        json.WriteString(M3Labels.AgentId, AgentId);
        json.WriteString(KindLabel, Kind);
        json.WritePropertyName("payload");
        json.WriteRawValue(Payload);
        json.Text(M3Labels.ReadAt, ReadAt);
        json.WriteString("principal", Principal);
        json.Instant("created_at", CreatedAt);
    }

    private static string Said(string message) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    }).Span);
}
