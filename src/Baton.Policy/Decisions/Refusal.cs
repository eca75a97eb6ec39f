namespace Baton.Policy.Decisions;

/// <summary>A refusal before it is known whether it is carried out.</summary>
internal readonly record struct Refusal(string Rule, string Code, string Message)
{
    public bool IsSet => Rule is not null;

    public Decision ToDecision(DecisionOutcome outcome, string entry)
        => new() { Outcome = outcome, Rule = Rule, Code = Code, Message = Message, Entry = entry };
}
