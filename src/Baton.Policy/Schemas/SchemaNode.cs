using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>A compiled schema or subschema.</summary>
internal sealed class SchemaNode(SchemaResource resource)
{
    private SchemaKeyword[] _keywords = [];
    private bool _tracks;

    /// <summary>Whether it is the schema <c>false</c>, which nothing satisfies.</summary>
    public bool IsNever { get; set; }

    public SchemaResource Resource { get; } = resource;

    /// <summary>Completes the node; references may have handed it out before.</summary>
    public void Complete(SchemaKeyword[] keywords, bool tracks)
    {
        _keywords = keywords;
        _tracks = tracks;
    }

    public bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated = null)
    {
        if (IsNever) return run.Fail("nothing is allowed here");
        if (_keywords.Length == 0) return true;
        if (!run.Enter()) return false;
        run.Scope?.Add(Resource);
        var own = _tracks ? new Evaluated(instance.Count) : evaluated;
        var holds = true;
        foreach (var keyword in _keywords)
        {
            if (run.Spend() && keyword.Holds(instance, ref run, own)) continue;
            holds = false;
            break;
        }
        if (holds && _tracks && evaluated is not null) evaluated.Merge(own!);
        run.Scope?.RemoveAt(run.Scope.Count - 1);
        run.Leave();
        return holds;
    }

    /// <summary>As <see cref="Holds"/>, for a choice: what fails is not written down.</summary>
    public bool HoldsQuietly(JsonView instance, ref SchemaRun run, Evaluated? evaluated = null)
    {
        var silent = run.IsSilent;
        run.IsSilent = true;
        var attempt = evaluated is null ? null : new Evaluated(instance.Count);
        var holds = Holds(instance, ref run, attempt);
        if (holds && attempt is not null) evaluated!.Merge(attempt);
        run.IsSilent = silent;
        return holds;
    }
}
