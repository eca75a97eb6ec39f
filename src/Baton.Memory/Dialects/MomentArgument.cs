using Baton.Memory.Outcomes;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>A bound in time that a dialect takes as plain text.</summary>
/// <param name="Value">Null when it was left out.</param>
internal readonly record struct MomentArgument(DateTimeOffset? Value)
{
    public static Outcome<MomentArgument> Read(Arguments arguments, string name)
    {
        if (arguments.Text(name) is not { } text) return new MomentArgument(null);
        return Instants.TryParse(text, out var instant, out var problem) ? new MomentArgument(instant) : Fail.Invalid($"'{name}': {problem}.", $"/{name}");
    }
}
