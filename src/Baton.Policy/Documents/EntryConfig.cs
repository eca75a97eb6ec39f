using Baton.Policy.Json;

namespace Baton.Policy.Documents;

/// <summary>What a document says of one tool, class, resource or prompt; empty allows.</summary>
/// <param name="Action">What happens to a call that the rules let through; allowed when absent.</param>
/// <param name="Reason">What the agent is told when it is denied.</param>
/// <param name="Require">Rules that must all hold.</param>
/// <param name="DenyIf">Rules of which none may hold.</param>
/// <param name="Arguments">A JSON Schema that the arguments must satisfy.</param>
/// <param name="Limits">Budgets.</param>
/// <param name="RateLimit">The short form of one budget.</param>
/// <param name="Approval">When a person is asked.</param>
/// <param name="Result">What is done with the answer.</param>
/// <param name="Mode">Whether this entry's refusals are carried out; as the document says when absent.</param>
public sealed record EntryConfig(
    EntryAction? Action = null,
    string? Reason = null,
    Sequence<RuleConfig> Require = default,
    Sequence<RuleConfig> DenyIf = default,
    JsonLiteral? Arguments = null,
    Sequence<LimitConfig> Limits = default,
    RateLimitConfig? RateLimit = null,
    ApprovalConfig? Approval = null,
    ResultConfig? Result = null,
    PolicyMode? Mode = null);
