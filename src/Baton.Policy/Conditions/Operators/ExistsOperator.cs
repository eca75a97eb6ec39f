namespace Baton.Policy.Conditions.Operators;

/// <summary><c>exists</c>: present and not null. The only operator that judges absence, and never undecided.</summary>
internal sealed class ExistsOperator(bool wanted) : IOperator
{
    public string Expects => "anything";

    public string Verb => wanted ? "is given" : "is absent";

    public Truth Evaluate(in Subject subject, in Subject operand) => TruthLogic.Of(subject.IsAbsent != wanted);
}
