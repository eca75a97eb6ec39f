using System.Globalization;
using System.Text.Json;

namespace Baton.Gateway.Audit;

/// <summary>Reads back of a row's text what the store keeps beside it.</summary>
public static class AuditRowReader
{
    /// <summary>What a row's text says of its place and of the fields that are searched by.</summary>
    public sealed record Reading(long Sequence, DateTimeOffset Time, AuditIndex Index);

    /// <summary>Whether what is kept beside a row's text is what the text says.</summary>
    public static bool Agrees(AuditRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Read(row.Body.Span) is { } read && read.Sequence == row.Sequence && read.Time == row.Time && read.Index == row.Index;
    }

    /// <summary>Null when the text is not a row.</summary>
    public static Reading? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return ReadObject(new Utf8JsonReader(body));
        }
        catch (Exception failed) when (failed is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Reading? ReadObject(Utf8JsonReader json)
    {
        long sequence = 0;
        DateTimeOffset time = default;
        string? kind = null, grant = null, server = null, tool = null, outcome = null, request = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "sequence": sequence = json.GetInt64(); break;
                case "time": time = DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture); break;
                case "kind": kind = json.GetString(); break;
                case "request_id": request = json.GetString(); break;
                case "grant": grant = json.GetString(); break;
                case "server": server = json.GetString(); break;
                case "tool": tool = json.GetString(); break;
                case "outcome": outcome = json.GetString(); break;
                default: json.Skip(); break;
            }
        }
        return kind is null || outcome is null ? null : new Reading(sequence, time, new AuditIndex(kind, grant, server, tool, outcome, request));
    }
}
