using Baton.Memory.Keys;
using Baton.Memory.Outcomes;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>The <c>slug</c>: shown to operators and kept in the log, so it must be a name.</summary>
internal static class Subject
{
    private const int Longest = 200;

    public static Failure? Refuse(Arguments arguments)
        => KeyRules.Normalise(arguments.RequiredText("slug"), Longest, out var problem) is null ? Fail.Invalid($"slug {problem}.", "/slug", null, Longest) : null;
}
