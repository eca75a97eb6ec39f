using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>A handoff as it is handed over: its text, and whose it is now.</summary>
/// <param name="Handoff">The record, after the claim.</param>
/// <param name="Content">Its text, as far as it is shown.</param>
/// <param name="OmittedTokens">How much of the text is not.</param>
/// <param name="Token">The claim's token; null when this call has not won it.</param>
internal sealed record TakenHandoff(Handoff Handoff, string Content, long OmittedTokens, string? Token)
{
    private const long Standard = 1000;

    public static async ValueTask<Outcome<TakenHandoff>> TakeAsync(
        SovereignDesk desk, MemoryCaller caller, Handoff handoff, bool consumes, bool isWhole, CancellationToken cancellationToken)
    {
        string? token = null;
        if (consumes)
        {
            if (handoff.ClaimAt(desk.Records.Now) is not null) token = caller.Session is null ? null : await desk.Claims.HeldAsync(caller, handoff, cancellationToken);
            else if ((await desk.Claims.ClaimAsync(caller, handoff, cancellationToken)).TryGet(out var claimed, out var lost)) token = claimed.Token;
            else if (lost.Code is not (FailureCode.Claimed or FailureCode.Invalid)) return lost;
        }
        var most = isWhole ? (desk.Records.Limits.BodyBytes + (long)desk.Records.Limits.SummaryBytes) * 2 : Standard;
        var request = new HandoffLoadRequest { Ref = new RecordRef(handoff.Id), MaxTokens = most };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure)) return failure;
        var body = Encoding.UTF8.GetString((loaded.Body ?? default).Span);
        return new TakenHandoff(loaded.Handoff, body.Length > 0 ? body : loaded.Handoff.Summary, loaded.Truncated?.OmittedTokens ?? 0, token);
    }

    public void Append(StringBuilder text, bool isCompact)
    {
        if (isCompact) text.Append("- ").Append(Handoff.Id).Append(": ").Append(HandoffText.Word(Handoff.Summary)).Append('\n');
        else text.Append(Handoff, Summary() + Lists() + Content);
        if (OmittedTokens > 0) text.Append(CultureInfo.InvariantCulture, $"{OmittedTokens} tokens of {Handoff.Id} are not shown; ask with full_content.\n");
        if (Token is not null) text.Append(CultureInfo.InvariantCulture, $"{Handoff.Id} is yours until {Instants.ToMinute(Handoff.Claim!.Until)}; say what you did with handoff_acted_on.\n");
        else if (Handoff.Status == HandoffStatus.Claimed && Handoff.Claim is { } claim) text.Append(CultureInfo.InvariantCulture, $"{Handoff.Id} is claimed by {HandoffText.Word(ClaimRules.Holder(claim))} until {Instants.ToMinute(claim.Until)}.\n");
    }

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        SovereignJson.Handoff(json, Handoff, now);
        json.WriteString("note", Content);
        json.WriteNumber("omitted_tokens", OmittedTokens);
        if (Handoff.ClaimAt(now) is not { } claim) return;
        json.WriteStartObject("claim");
        json.WriteBoolean("mine", Token is not null);
        json.Text("token", Token);
        json.WriteString("holder", claim.Holder);
        json.Instant("until", claim.Until);
        json.WriteEndObject();
    }

    /// <summary>What others save has a summary beside its text.</summary>
    private string Summary() => HandoffDetails.Says(Content, Handoff.Summary) ? "" : $"Summary: {Handoff.Summary}\n";

    private string Lists() => string.Concat(
        List("Decisions", Handoff.Decisions), List("Pending", Handoff.Pending), List("Changed", Handoff.Changed), List("Next", Handoff.NextActions), List("Blockers", Handoff.Blockers));

    private static string List(string heading, IEnumerable<string> items)
        => items.Any() ? $"{heading}:\n{string.Concat(items.Select(item => $"- {item}\n"))}" : "";
}
