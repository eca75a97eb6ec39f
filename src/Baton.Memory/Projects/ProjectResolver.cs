using Baton.Memory.Callers;
using Baton.Memory.Keys;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Projects;

/// <summary>
/// Decides which project a call means: the one given, else the connection's default, else the working folder's repository,
/// else the only one the grant is bound to, else <c>default</c>.
/// </summary>
internal static class ProjectResolver
{
    /// <summary>The project of calls that name none, where nothing else decides.</summary>
    public const string Fallback = "default";

    /// <summary>The project as stored, or as it would be made by a write; refused when the grant is not bound to it.</summary>
    public static async ValueTask<Outcome<Project>> ResolveAsync(IMemoryReader reader, MemoryCaller caller, string? given, DateTimeOffset now)
    {
        var named = given ?? caller.DefaultProject;
        var identity = named is null ? caller.Workspace?.Identify() : null;
        var name = named ?? identity?.Repository ?? (caller.Projects.Length == 1 ? caller.Projects[0] : Fallback);
        if (KeyRules.Normalise(name, MemoryLimits.Default.KeyLength, out var problem) is not { } clean)
        {
            return Fail.Invalid($"The project's name {problem}.", "/project", "Use 1 to 200 characters without control characters.");
        }
        var stored = await reader.FindProjectAsync(clean);
        if (identity?.Remote is { } remote) (clean, stored) = await BesideAsync(reader, clean, stored, remote);
        if (stored is null && SecretScanner.Find(clean) is [var secret, ..])
        {
            return Fail.Invalid($"The project's name holds a secret ({secret.Kind}).", "/project", "Choose a name that gives nothing away.");
        }
        if (!caller.Projects.IsEmpty && !caller.Projects.Contains(clean, StringComparer.Ordinal))
        {
            return Fail.Forbidden($"This grant may not use project '{clean}'.", "/project",
                $"It is bound to: {string.Join(", ", caller.Projects)}.");
        }
        return stored is null ? new Project { Name = clean, Remote = identity?.Remote, CreatedAt = now }
            : stored.Remote is null && identity?.Remote is not null ? stored with { Remote = identity.Remote }
            : stored;
    }

    /// <summary>Makes the project where it does not exist, and remembers its remote.</summary>
    public static async ValueTask EnsureAsync(IMemoryWriter writer, Project project)
    {
        var stored = await writer.FindProjectAsync(project.Name);
        if (stored is null) await writer.PutProjectAsync(project);
        else if (stored.Remote is null && project.Remote is not null) await writer.PutProjectAsync(stored with { Remote = project.Remote });
    }

    /// <summary>Whether the caller may write records of a project; a shared record can be seen from elsewhere but not written.</summary>
    public static Failure? RefuseWrite(MemoryCaller caller, string project)
        => caller.Projects.IsEmpty || caller.Projects.Contains(project, StringComparer.Ordinal) ? null
            : Fail.Forbidden("This grant may read this shared record, but not write in its project.", null,
                $"It is bound to: {string.Join(", ", caller.Projects)}.");

    private static async ValueTask<(string Name, Project? Stored)> BesideAsync(IMemoryReader reader, string name, Project? stored, string remote)
    {
        if (stored?.Remote is null || RemoteAddress.Same(stored.Remote, remote)) return (name, stored);
        var beside = $"{name}-{RemoteAddress.Suffix(remote)}";
        return (beside, await reader.FindProjectAsync(beside));
    }
}
