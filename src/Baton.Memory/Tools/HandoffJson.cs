using System.Text.Json;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Tools;

/// <summary>Handoffs as structured content: raw, as of the moment of the reply.</summary>
internal static class HandoffJson
{
    /// <summary>What a write answers: identity and state, not the content the caller has just sent.</summary>
    public static void Receipt(Utf8JsonWriter json, Handoff handoff, DateTimeOffset now)
    {
        json.WriteStartObject("handoff");
        HandoffWriter.WriteReceipt(json, handoff, handoff.StatusAt(now));
        json.WriteEndObject();
    }

    /// <summary>Every member but the body.</summary>
    public static void Record(Utf8JsonWriter json, Handoff handoff, DateTimeOffset now)
    {
        json.WriteStartObject("handoff");
        Members(json, handoff, now);
        json.WriteEndObject();
    }

    public static void Members(Utf8JsonWriter json, Handoff handoff, DateTimeOffset now)
    {
        HandoffWriter.WriteMembers(json, handoff, handoff.StatusAt(now));
        if (handoff.ClaimAt(now) is not { } claim) return;
        json.WriteStartObject("claim");
        ClaimParameters.Holder(json, claim);
        json.WriteEndObject();
    }

    /// <summary>A loaded handoff: everything, or only the next part of its body.</summary>
    public static void Loaded(Utf8JsonWriter json, HandoffLoaded loaded)
    {
        json.WriteStartObject("handoff");
        if (loaded.Continues) HandoffWriter.WriteReceipt(json, loaded.Handoff, loaded.Handoff.StatusAt(loaded.Now));
        else Members(json, loaded.Handoff, loaded.Now);
        if (loaded.Body is { } body)
        {
            if (loaded.Offset > 0) json.WriteNumber("body_offset", loaded.Offset);
            json.WriteString("body", body.Span);
        }
        json.WriteEndObject();
        if (loaded.Truncated is { } cut)
        {
            json.WriteStartObject("truncated");
            json.WriteNumber("omitted_tokens", cut.OmittedTokens);
            json.WriteString("next", cut.Next);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("truncated");
        }
        json.Texts("drift", loaded.Drift);
    }
}
