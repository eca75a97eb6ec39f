using System.Collections.Immutable;
using Baton.Memory.Outcomes;
using Baton.Memory.Safety;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>An agent's own words for operators and the log: their secrets are replaced whatever a project says, and reported.</summary>
/// <param name="Text">What is kept; null when nothing was said.</param>
/// <param name="Redacted">What was replaced.</param>
internal sealed record Words(string? Text, ImmutableArray<Redaction> Redacted)
{
    private const int Longest = 4096;

    public static Outcome<Words> Read(Arguments arguments, string name)
    {
        if (arguments.Filled(name) is not { } said) return new Words(null, []);
        if (Fail.IfOver(name, said, Longest, "/" + name) is { } large) return large;
        var text = SecretScanner.Clean(said, out var kinds);
        return new Words(text, [.. kinds.GroupBy(kind => kind).Select(same => new Redaction("/" + name, same.Key, same.Count()))]);
    }
}
