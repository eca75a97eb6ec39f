using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Approvals;

/// <summary>Makes of a call the question that a person answers.</summary>
internal static class ApprovalQuestions
{
    public static ApprovalQuestion Of(Call call, PolicyVerdict verdict)
    {
        var request = verdict.Decision.Approval!;
        return new ApprovalQuestion
        {
            Fingerprint = request.Fingerprint,
            RememberKey = request.RememberKey,
            Remember = request.Remember,
            RememberTime = request.RememberTime,
            Timeout = request.Timeout,
            Grant = call.Caller.Grant,
            Principal = call.Caller.Principal,
            Client = call.Client.Name is { } name ? $"{name} {call.Client.Version}".TrimEnd() : null,
            Server = call.Connection.Server,
            Tool = verdict.Facts.Tool.Name,
            Category = CategoryWord.Of(verdict.Facts.Tool.Category),
            Rule = verdict.Rule,
            Message = call.Carried is { Carrier: var carrier } && verdict.Facts.CarriedBy is not null ? $"{verdict.Message} It is called through `{carrier}`." : verdict.Message,
            Policy = verdict.Policy.Name,
            DefinitionHash = verdict.Facts.Tool.DefinitionHash,
            Arguments = call.Envelope.Arguments,
        };
    }
}
