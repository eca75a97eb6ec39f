using Baton.Policy.Json;
using Baton.Policy.Paths;
using Baton.Policy.Schemas;

namespace Baton.Policy.Conditions;

/// <summary>One comparison of what stands at a path.</summary>
internal sealed class LeafCondition : ICondition
{
    public required PolicyPath Path { get; init; }

    public required IOperator Operator { get; init; }

    /// <summary>The operand, unless it stands at another path.</summary>
    public JsonLiteral? Value { get; init; }

    public PolicyPath? ValueFrom { get; init; }

    /// <summary>Whether the operator judges absence itself.</summary>
    public bool JudgesAbsence { get; init; }

    /// <summary>What absence makes of the condition.</summary>
    public Truth OnMissing { get; init; } = Truth.Undecided;

    /// <summary>Whether absence of a parameter that the tool's schema makes optional, with no default, makes it false.</summary>
    public bool IsFalseWhenOptional { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public Truth Evaluate(ref CallContext context)
        => Path.Root == PathRoot.Arguments
            ? Walk(context.Arguments, 0, context.Shape, ref context)
            : Judge(FactReader.Read(Path, Zone, ref context), ref context);

    public string Describe()
    {
        var operand = ValueFrom is not null ? $" `{ValueFrom.Text}`" : Value is null || JudgesAbsence ? "" : $" {Value}";
        return $"`{Path.Text}` {Operator.Verb}{operand}";
    }

    private Truth Walk(JsonView view, int from, ArgumentShape? shape, ref CallContext context)
    {
        for (var at = from; at < Path.Steps.Length; at++)
        {
            var step = Path.Steps[at];
            if (step.Kind is PathStepKind.Each or PathStepKind.Some) return Quantify(view, at, shape, ref context);
            if (step.Kind == PathStepKind.Index)
            {
                view = view.Element(step.Index);
                shape = shape?.Items;
                continue;
            }
            var parameter = shape?.Find(step.Name);
            var inner = view.Property(step.Utf8);
            if (inner.Kind == JsonKind.Missing && view.Kind == JsonKind.Object && !JudgesAbsence && shape?.IsOptional(step.Name) == true)
            {
                inner = parameter!.Default;
                if (inner.Kind == JsonKind.Missing && IsFalseWhenOptional) return Truth.False;
            }
            view = inner;
            shape = parameter?.Inner;
        }
        return Judge(new Subject(view), ref context);
    }

    private Truth Quantify(JsonView list, int at, ArgumentShape? shape, ref CallContext context)
    {
        if (list.Kind != JsonKind.Array) return list.IsAbsent || JudgesAbsence ? Judge(default, ref context) : Undecided(new Subject(list), ref context);
        var each = Path.Steps[at].Kind == PathStepKind.Each;
        var truth = TruthLogic.Of(each);
        foreach (var element in list.Elements())
        {
            var judged = Walk(element, at + 1, shape?.Items, ref context);
            truth = each ? truth.And(judged) : truth.Or(judged);
        }
        return truth;
    }

    private Truth Judge(in Subject subject, ref CallContext context)
    {
        if (JudgesAbsence) return Operator.Evaluate(subject, default);
        if (subject.IsAbsent) return OnMissing == Truth.Undecided ? Undecided(subject, ref context) : OnMissing;
        var operand = ValueFrom is null ? new Subject(Value!.View) : FactReader.Read(ValueFrom, Zone, ref context);
        if (operand.IsAbsent)
        {
            context.Note(ValueFrom?.Text ?? Path.Text, Operator, operand);
            return Truth.Undecided;
        }
        var truth = Operator.Evaluate(subject, operand);
        return truth == Truth.Undecided ? Undecided(subject, ref context) : truth;
    }

    private Truth Undecided(in Subject subject, ref CallContext context)
    {
        context.Note(Path.Text, Operator, subject);
        return Truth.Undecided;
    }
}
