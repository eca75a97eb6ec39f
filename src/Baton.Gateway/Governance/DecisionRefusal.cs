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
    /// <param name="step">The step that refuses.</param>
    /// <param name="decision">What the policy says.</param>
    /// <param name="hasOutputSchema">Whether the tool declares one.</param>
    /// <param name="approval">The request that a person is to answer.</param>
    /// <param name="page">Where a person sees how it stands.</param>
    public static Refusal Of(string step, Decision decision, bool hasOutputSchema, ApprovalRecord? approval = null, string? page = null)
        => new(step, RefusalKind.Denied, decision.Code, Message(decision, approval))
        {
            Rule = decision.Rule,
            HasOutputSchema = hasOutputSchema,
            Details = Details(decision, approval, page),
        };

    /// <summary>What <c>dev.baton/decision</c> says of an approval alone.</summary>
    public static ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Details(ApprovalRecord approval, string? page) => [new("approval", Approval(approval, page))];

    private static string Message(Decision decision, ApprovalRecord? approval) => approval is { State: ApprovalState.Pending }
        ? $"{decision.Message} The request is {approval.Id}; the operator answers it with 'baton approvals approve {approval.Id}'."
        : decision.Message;

    private static ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Details(Decision decision, ApprovalRecord? approval, string? page)
    {
        var details = ImmutableArray.CreateBuilder<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        if (decision.RetryAfter is { } retry && retry != Timeout.InfiniteTimeSpan)
        {
            details.Add(new("retry_after_ms", Number(Math.Max(1, (decimal)Math.Ceiling(retry.TotalMilliseconds)))));
        }
        if (decision.Remaining is { } remaining) details.Add(new("remaining", Number(remaining)));
        if (approval is not null) details.Add(new("approval", Approval(approval, page)));
        return details.ToImmutable();
    }

    private static byte[] Number(decimal value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    private static byte[] Approval(ApprovalRecord approval, string? page)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, approval.Id);
            if (page is not null) json.WriteString("url"u8, page);
            json.WriteString("status"u8, approval.State);
            json.WriteString("expires_at"u8, approval.ExpiresAt);
            json.WriteEndObject();
        }
        return output.ToArray();
    }
}
