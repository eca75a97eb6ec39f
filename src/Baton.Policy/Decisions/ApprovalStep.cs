using Baton.Policy.Approvals;
using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Documents;

namespace Baton.Policy.Decisions;

/// <summary>Whether a person is asked, and what is known of the answer.</summary>
internal static class ApprovalStep
{
    public static ApprovalVerdict Run(CompiledPolicy policy, AppliedEntries entries, ref CallContext context, ref Refusal observed)
    {
        ApprovalPlan? asked = null;
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is not { Approval: { } plan } entry || (plan.When is not null && plan.When.Evaluate(ref context) == Truth.False)) continue;
            // The operator is out of the agent's reach, so where both are named it is the operator who answers.
            if (!entry.IsObserved) asked = asked is null || (asked.By == Approver.Caller && plan.By == Approver.Operator) ? plan : asked;
            else if (!observed.IsSet) observed = new Refusal(plan.Rule, DecisionCodes.ApprovalRequired, $"{Texts.Name(context.Facts)} needs an approval.");
        }
        // An approval may also have been given for the excess of a limit; then no entry asks.
        if (asked is null && context.Facts.Approval.Status == ApprovalStatus.None) return default;
        return Judge(policy, asked, ref context);
    }

    public static ApprovalRequest Request(ApprovalPlan plan, string fingerprint, ref CallContext context)
    {
        ref readonly var facts = ref context.Facts;
        var pending = facts.Approval.Status == ApprovalStatus.Pending && facts.Approval.Key == fingerprint ? facts.Approval.Id : null;
        return new ApprovalRequest(plan.By, plan.Timeout, plan.Wait, plan.Remember, plan.RememberTime, fingerprint, RememberKey(plan, ref context), pending);
    }

    private static ApprovalVerdict Judge(CompiledPolicy policy, ApprovalPlan? plan, ref CallContext context)
    {
        ref readonly var facts = ref context.Facts;
        var fingerprint = Fingerprint.OfCall(in facts, context.Arguments, policy.Revision);
        var request = plan is null ? null : Request(plan, fingerprint, ref context);
        var isThis = facts.Approval.Key == fingerprint || (request?.RememberKey is { } key && facts.Approval.Key == key);
        if (isThis && facts.Approval.Status == ApprovalStatus.Denied)
        {
            return new ApprovalVerdict { Refusal = new Refusal(plan?.Rule ?? RuleIds.None, DecisionCodes.ApprovalDenied, $"A person denied this call{Said(facts.Approval.Reason)} Do not repeat it unchanged.") };
        }
        if (isThis && facts.Approval.Status == ApprovalStatus.Approved) return new ApprovalVerdict { IsApproved = true };
        if (plan is null) return default;
        var who = plan.By == Approver.Operator ? "the operator" : "the person at the client";
        return new ApprovalVerdict { Rule = plan.Rule, Request = request, Message = $"{Texts.Name(facts)} needs an approval by {who} for this call. Repeat the same call once it is approved." };
    }

    private static string Said(string? reason)
    {
        if (reason?.Trim() is not { Length: > 0 } text) return ".";
        return text[^1] is '.' or '!' or '?' or '…' ? $": {text}" : $": {text}.";
    }

    private static string? RememberKey(ApprovalPlan plan, ref CallContext context)
    {
        if (plan.Remember == RememberFor.None) return null;
        ref readonly var facts = ref context.Facts;
        if (plan.Remember == RememberFor.Session && facts.Session is null) return null;
        var parts = new List<string> { "remember", facts.Grant, facts.Server, facts.Tool.Name, facts.Tool.DefinitionHash ?? "", plan.Remember == RememberFor.Session ? facts.Session! : "" };
        foreach (var path in plan.RememberOn)
        {
            var subject = FactReader.Read(path, TimeZoneInfo.Utc, ref context);
            parts.Add(subject.IsFact ? subject.Kind == Json.JsonKind.Missing ? "-" : $"={subject.FactText}" : $"={System.Text.Encoding.UTF8.GetString(Canonical.CanonicalJson.Write(subject.View))}");
        }
        return Fingerprint.Of([.. parts]);
    }
}

/// <summary>The outcome of the step; the default value: nobody needs to be asked.</summary>
internal readonly struct ApprovalVerdict
{
    public Refusal Refusal { get; init; }

    public bool IsApproved { get; init; }

    public string? Rule { get; init; }

    public string? Message { get; init; }

    public ApprovalRequest? Request { get; init; }
}
