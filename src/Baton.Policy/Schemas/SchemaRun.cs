namespace Baton.Policy.Schemas;

/// <summary>The running state of one validation: what it may still cost, and the first thing that failed.</summary>
internal ref struct SchemaRun
{
    private readonly List<SchemaResource>? _scope;
    private int _steps;
    private int _depth;

    public SchemaRun(bool isDynamic) => _scope = isDynamic ? [] : null;

    /// <summary>Whether a bound was reached; the instance is then refused.</summary>
    public bool IsExhausted { get; private set; }

    public string? Message { get; private set; }

    /// <summary>The place in the instance of what failed, as a JSON Pointer.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Failures inside a choice are not failures of the whole, so they are not written down.</summary>
    public bool IsSilent { get; set; }

    public readonly List<SchemaResource>? Scope => _scope;

    public bool Spend(int steps = 1)
    {
        _steps += steps;
        if (_steps <= SchemaLimits.MaxSteps) return true;
        return Exhaust();
    }

    public bool Enter() => ++_depth <= SchemaLimits.MaxDepth || Exhaust();

    public void Leave() => _depth--;

    public bool Fail(string message)
    {
        if (!IsSilent) Message ??= message;
        return false;
    }

    public bool FailInside(string segment)
    {
        if (!IsSilent && Message is not null) Place = Documents.Pointer.Of("", segment) + Place;
        return false;
    }

    public bool Exhaust()
    {
        IsExhausted = true;
        Message = "validation takes too long";
        return false;
    }
}
