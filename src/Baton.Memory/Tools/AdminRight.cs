using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tools;

/// <summary>Who may use the tools that see the whole store: a grant with the toolset that is bound to no project.</summary>
internal static class AdminRight
{
    public static Failure? Refuse(MemoryCaller caller)
        => caller.Projects.IsEmpty ? null
            : Fail.Forbidden("This grant is bound to projects, and this tool sees every project and what is private.", null,
                $"It is bound to: {string.Join(", ", caller.Projects)}. Ask the operator for a grant without projects.");
}
