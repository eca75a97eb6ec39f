using Baton.Policy.Decisions;
using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Conditions;

/// <summary>What conditions look at while one call is judged, and the first thing they could not decide.</summary>
internal ref struct CallContext
{
    private readonly ref readonly CallFacts _facts;

    public CallContext(ref readonly CallFacts facts, JsonView arguments)
    {
        _facts = ref facts;
        Arguments = arguments;
    }

    public readonly ref readonly CallFacts Facts => ref _facts;

    public JsonView Arguments { get; }

    public readonly ArgumentShape? Shape => _facts.Tool.Shape;

    /// <summary>Why a condition was undecided; the first within the rule that is being judged.</summary>
    public UndecidedCause Cause { get; set; }

    public void Note(string path, IOperator @operator, in Subject subject)
    {
        if (Cause.Path is null) Cause = new UndecidedCause(path, @operator, subject.IsAbsent, subject.Kind == JsonKind.Null);
    }
}

/// <summary>What could not be decided: the path, and what was expected there.</summary>
internal readonly record struct UndecidedCause(string? Path, IOperator? Operator, bool IsAbsent, bool IsNull)
{
    public string Text => IsNull ? $"`{Path}` is null" : IsAbsent ? $"`{Path}` is missing" : $"`{Path}` is not {Operator?.Expects}";
}
