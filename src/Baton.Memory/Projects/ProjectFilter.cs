using Baton.Memory.Callers;
using Baton.Memory.Keys;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Projects;

/// <summary>Checks the project by which a list or search is narrowed; without one it covers every project the grant may see.</summary>
internal static class ProjectFilter
{
    public static Failure? Refuse(MemoryCaller caller, string? project)
    {
        if (project is null) return null;
        if (KeyRules.Normalise(project, MemoryLimits.Default.KeyLength, out var problem) is not { } name) return Fail.Invalid($"The project's name {problem}.", "/project");
        return caller.Projects.IsEmpty || caller.Projects.Contains(name, StringComparer.Ordinal) ? null
            : Fail.Forbidden($"This grant may not use project '{name}'.", "/project", $"It is bound to: {string.Join(", ", caller.Projects)}.");
    }
}
