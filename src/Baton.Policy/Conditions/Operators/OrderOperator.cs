using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary>The orderings.</summary>
internal enum Ordering
{
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// <summary><c>lt lte gt gte</c>: two numbers by exact value, or two RFC 3339 instants.</summary>
internal sealed class OrderOperator(Ordering ordering) : IOperator
{
    public string Expects => "a number (of at most 28 digits, within 1e15) or an RFC 3339 instant";

    public string Verb => ordering switch
    {
        Ordering.Less => "is less than",
        Ordering.AtMost => "is at most",
        Ordering.Greater => "is greater than",
        _ => "is at least",
    };

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind == JsonKind.Number && operand.Kind == JsonKind.Number)
        {
            var left = subject.Number(stackalloc byte[16]);
            var right = operand.Number(stackalloc byte[16]);
            return left.IsOrdered && right.IsOrdered ? Holds(left.CompareTo(right)) : Truth.Undecided;
        }
        if (subject.Kind != JsonKind.String || operand.Kind != JsonKind.String) return Truth.Undecided;
        return Instant.TryParse(subject, out var earlier) && Instant.TryParse(operand, out var later) ? Holds(earlier.CompareTo(later)) : Truth.Undecided;
    }

    private Truth Holds(int comparison) => TruthLogic.Of(ordering switch
    {
        Ordering.Less => comparison < 0,
        Ordering.AtMost => comparison <= 0,
        Ordering.Greater => comparison > 0,
        _ => comparison >= 0,
    });
}
