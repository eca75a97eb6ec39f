using Baton.Policy.Json;

namespace Baton.Policy.Schemas;

/// <summary>One keyword with its compiled value. A keyword says nothing of instances of other types than its own.</summary>
internal abstract class SchemaKeyword
{
    /// <summary>Judges the instance; marks what it judged when <paramref name="evaluated"/> is wanted.</summary>
    public abstract bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated);
}
