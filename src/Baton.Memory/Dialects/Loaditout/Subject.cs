using Baton.Memory.Keys;
using Baton.Memory.Outcomes;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>The <c>slug</c>: shown to operators and kept in the log, so it must be a name and no secret.</summary>
internal static class Subject
{
    private const int Longest = 200;

    /// <summary>The name without blanks around it: with and without them the same thing is meant.</summary>
    public static Outcome<string> Read(Arguments arguments)
    {
        var slug = arguments.RequiredText("slug");
        if (KeyRules.Normalise(slug, Longest, out var problem) is not { } name) return Fail.Invalid($"slug {problem}.", "/slug", null, Longest);
        return OriginalArguments.RefuseLabel("slug", name, int.MaxValue) is { } refused ? refused : name;
    }
}
