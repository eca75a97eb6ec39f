using Baton.Policy.Conditions;
using Baton.Policy.Documents;
using Baton.Policy.Paths;

namespace Baton.Policy.Compilation;

/// <summary>
/// Makes conditions. Polarity is followed through <c>not</c>: where a true condition lets a call pass it is positive, where it
/// refuses it is negative.
/// </summary>
internal sealed class ConditionCompiler(CompileOptions options, ProblemList problems, ConditionUse use)
{
    /// <summary>The ANDed list; null when it is empty.</summary>
    public AllCondition? CompileAll(Sequence<ConditionConfig> conditions, string pointer)
    {
        if (conditions.Count == 0) return null;
        return new AllCondition(List(conditions, pointer, use == ConditionUse.Require));
    }

    private ICondition[] List(Sequence<ConditionConfig> conditions, string pointer, bool positive)
    {
        var compiled = new List<ICondition>(conditions.Count);
        for (var at = 0; at < conditions.Count; at++)
        {
            if (Compile(conditions[at], Pointer.Of(pointer, at), positive) is { } condition) compiled.Add(condition);
        }
        return [.. compiled];
    }

    private ICondition? Compile(ConditionConfig condition, string pointer, bool positive) => condition switch
    {
        AnyConfig any => new AnyCondition(List(any.Conditions, Pointer.Of(pointer, "any"), positive)),
        AllConfig all => new AllCondition(List(all.Conditions, Pointer.Of(pointer, "all"), positive)),
        NotConfig not => Compile(not.Condition, Pointer.Of(pointer, "not"), !positive) is { } inner ? new NotCondition(inner) : null,
        LeafConfig leaf => Leaf(leaf, pointer, positive),
        _ => throw new InvalidOperationException($"{condition.GetType()} is not a condition."),
    };

    private LeafCondition? Leaf(LeafConfig leaf, string pointer, bool positive)
    {
        var path = leaf.LacksPath ? null : Path(leaf.Path, Pointer.Of(pointer, "path"));
        if (path is not null) CheckEach(path, pointer, positive);
        var from = leaf.ValueFrom is null ? null : From(leaf, pointer);
        var zone = TimeZones.Find(leaf.TimeZone, Pointer.Of(pointer, "tz"), problems);
        if (leaf.LacksOperator) return null;
        if (Array.IndexOf(OperatorNames.All, leaf.Operator) < 0)
        {
            problems.Error("unknown_operator", Pointer.Of(pointer, "op"),
                $"`{leaf.Operator}` is not an operator{Nearest.Hint(leaf.Operator, OperatorNames.All)}; there are {string.Join(", ", OperatorNames.All)}.");
            return null;
        }
        CheckModifiers(leaf, pointer, path);
        if (leaf.Value is null && leaf.ValueFrom is null && leaf.Operator != "exists")
        {
            problems.Error("missing_key", pointer, $"`{leaf.Operator}` needs a `value`.");
            return null;
        }
        var value = path?.Root == PathRoot.TimeWeekday ? Weekdays.Normalize(leaf.Value, Pointer.Of(pointer, "value"), problems) : leaf.Value;
        var text = new TextOptions(leaf.Normalize ?? TextForm.None, leaf.IgnoreCase ?? false);
        var @operator = OperatorCompiler.Compile(new OperatorSource(leaf.Operator, value, pointer, text, leaf.Full ?? false, options, problems));
        if (@operator is null || path is null) return null;
        return new LeafCondition
        {
            Path = path,
            Operator = @operator,
            Value = value,
            ValueFrom = from,
            Zone = zone,
            JudgesAbsence = leaf.Operator == "exists",
            OnMissing = leaf.Missing == MissingValue.Pass ? TruthLogic.Of(positive) : Truth.Undecided,
            IsFalseWhenOptional = use == ConditionUse.DenyIf && !positive,
        };
    }

    private PolicyPath? Path(string text, string pointer)
    {
        var path = PathParser.Parse(text, out var error);
        if (path is null) problems.Error("path", pointer, error);
        return path;
    }

    private PolicyPath? From(LeafConfig leaf, string pointer)
    {
        var place = Pointer.Of(pointer, "value_from");
        if (leaf.Value is not null) problems.Error("condition", place, "A condition has `value` or `value_from`, not both.");
        if (!leaf.LacksOperator && Array.IndexOf(OperatorNames.All, leaf.Operator) >= 0 && Array.IndexOf(OperatorNames.TakingPaths, leaf.Operator) < 0)
        {
            problems.Error("condition", place, $"`{leaf.Operator}` takes no `value_from`: write its `value`. These take one: {string.Join(", ", OperatorNames.TakingPaths)}.");
        }
        var path = Path(leaf.ValueFrom!, place);
        if (path is { HasEach: true } or { HasSome: true }) problems.Error("path", place, "A `value_from` is one value: it holds no [*] and no [any].");
        return path;
    }

    private void CheckEach(PolicyPath path, string pointer, bool positive)
    {
        if (!path.HasEach || positive) return;
        var place = Pointer.Of(pointer, "path");
        var better = path.Text.Replace("[*]", "[any]", StringComparison.Ordinal);
        if (use == ConditionUse.Guard) problems.Warning("each_in_guard", place, $"[*] here needs every element, so one harmless element keeps the guard from holding: did you mean `{better}`?");
        else problems.Error("each_in_denial", place, $"[*] here needs every element, so one harmless element defeats the rule: write `{better}`.");
    }

    private void CheckModifiers(LeafConfig leaf, string pointer, PolicyPath? path)
    {
        var textual = Array.IndexOf(OperatorNames.Textual, leaf.Operator) >= 0;
        if (leaf.Normalize is not null && !textual) Misplaced("normalize", leaf, pointer);
        if (leaf.IgnoreCase is not null && !textual) Misplaced("ignore_case", leaf, pointer);
        if (leaf.Full is not null && leaf.Operator != "regex") Misplaced("full", leaf, pointer);
        if (leaf.Missing is not null && leaf.Operator == "exists") Misplaced("missing", leaf, pointer);
        if (leaf.TimeZone is not null && path is { IsTime: false }) problems.Error("condition", Pointer.Of(pointer, "tz"), "`tz` belongs to the paths time.hour and time.weekday.");
    }

    private void Misplaced(string key, LeafConfig leaf, string pointer)
        => problems.Error("condition", Pointer.Of(pointer, key), $"`{leaf.Operator}` takes no `{key}`: remove it.");
}
