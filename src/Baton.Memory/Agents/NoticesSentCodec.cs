using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Agents;

/// <summary>Keeps what was sent for repeats; the same members are the tool's structured content.</summary>
internal sealed class NoticesSentCodec : IResultCodec<NoticesSent>
{
    public static NoticesSentCodec Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(NoticesSent result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, result);
        json.WriteEndObject();
    });

    public static void WriteMembers(Utf8JsonWriter json, NoticesSent result)
    {
        json.WriteStartArray("notices");
        foreach (var notice in result.Notices) NoticeWriter.WriteObject(json, notice);
        json.WriteEndArray();
        KeptRemarks.Write(json, result.Redacted, result.Warnings);
    }

    public NoticesSent Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        ImmutableArray<Notice> notices = [];
        var remarks = new KeptRemarks();
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "notices": notices = reader.Elements(NoticeReader.Read); break;
                default: remarks.Read(name, ref reader); break;
            }
        }
        return new NoticesSent(notices, remarks.Redacted, remarks.WarningsOf(differs));
    }
}
