using System.Text;

namespace Baton.Policy.Globs;

internal enum GlobStepKind
{
    Character,
    One,
    Run,
    DeepRun,
}

/// <summary>One element of a glob.</summary>
internal readonly record struct GlobStep(GlobStepKind Kind, Rune Character, bool Uri)
{
    private static readonly Rune Slash = new('/');

    public bool IsRun => Kind is GlobStepKind.Run or GlobStepKind.DeepRun;

    public static GlobStep[] Parse(string pattern, bool uri)
    {
        var steps = new List<GlobStep>(pattern.Length);
        foreach (var rune in pattern.EnumerateRunes())
        {
            var previous = steps.Count > 0 ? steps[^1] : default;
            if (rune.Value != '*') steps.Add(new GlobStep(rune.Value == '?' ? GlobStepKind.One : GlobStepKind.Character, rune, uri));
            else if (steps.Count > 0 && previous.IsRun) steps[^1] = new GlobStep(uri ? GlobStepKind.DeepRun : GlobStepKind.Run, rune, uri);
            else steps.Add(new GlobStep(GlobStepKind.Run, rune, uri));
        }
        return [.. steps];
    }

    public bool TakesOne(Rune rune, bool ignoreCase) => Kind switch
    {
        GlobStepKind.One => !Uri || rune != Slash,
        GlobStepKind.Character => rune == Character || (ignoreCase && Rune.ToUpperInvariant(rune) == Rune.ToUpperInvariant(Character)),
        _ => false,
    };

    public bool Repeats(Rune rune) => Kind == GlobStepKind.DeepRun || (Kind == GlobStepKind.Run && (!Uri || rune != Slash));
}
