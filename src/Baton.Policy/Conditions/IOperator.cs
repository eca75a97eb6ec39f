namespace Baton.Policy.Conditions;

/// <summary>How a condition compares. Subjects and operands are present and not null; state is immutable.</summary>
internal interface IOperator
{
    /// <summary>What the subject must be for the operator to decide: <c>a number</c>.</summary>
    string Expects { get; }

    /// <summary>The comparison as words to put behind the path: <c>is at most</c>; the operand follows when there is one.</summary>
    string Verb { get; }

    Truth Evaluate(in Subject subject, in Subject operand);
}
