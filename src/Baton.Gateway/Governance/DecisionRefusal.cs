using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Approvals;
using Baton.Gateway.Pipeline;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Governance;

/// <summary>Says a decision that came from a store in the members of <c>dev.baton/decision</c>.</summary>
internal static class DecisionRefusal
{
    public static Refusal Of(string step, Decision decision, bool hasOutputSchema, ApprovalRecord? approval = null)
        => new(step, RefusalKind.Denied, decision.Code, Message(decision, approval))
        {
            Rule = decision.Rule,
            HasOutputSchema = hasOutputSchema,
            Details = Details(decision, approval),
        };

    /// <summary>What <c>dev.baton/decision</c> says of an approval alone.</summary>
    public static ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Details(ApprovalRecord approval) => [new("approval", Approval(approval))];

    private static string Message(Decision decision, ApprovalRecord? approval) => approval is { State: ApprovalState.Pending }
        ? $"{decision.Message} The request is {approval.Id}; the operator answers it with 'baton approvals approve {approval.Id}'."
        : decision.Message;

    private static ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Details(Decision decision, ApprovalRecord? approval)
    {
        var details = ImmutableArray.CreateBuilder<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        if (decision.RetryAfter is { } retry && retry != Timeout.InfiniteTimeSpan)
        {
            details.Add(new("retry_after_ms", Number(Math.Max(1, (decimal)Math.Ceiling(retry.TotalMilliseconds)))));
        }
        if (decision.Remaining is { } remaining) details.Add(new("remaining", Number(remaining)));
        if (approval is not null) details.Add(new("approval", Approval(approval)));
        return details.ToImmutable();
    }

    private static byte[] Number(decimal value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    private static byte[] Approval(ApprovalRecord approval)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, approval.Id);
            json.WriteString("status"u8, approval.State);
            json.WriteString("expires_at"u8, approval.ExpiresAt);
            json.WriteEndObject();
        }
        return output.ToArray();
    }
}
