using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Projects;

/// <summary>Projects and their settings. Changing settings is an operator's act: no tool offers it.</summary>
public sealed class ProjectOperations
{
    private readonly MemoryContext _context;

    internal ProjectOperations(MemoryContext context) => _context = context;

    /// <summary>The projects the caller may see, by name.</summary>
    public ValueTask<IReadOnlyList<Project>> ListAsync(MemoryCaller caller, CancellationToken cancellationToken)
        => _context.Store.ReadAsync(reader => reader.ListProjectsAsync(MemoryContext.ScopeOf(caller, _context.Clock.Now)), cancellationToken);

    /// <summary>The project a call of this caller without, or with, a name means.</summary>
    public ValueTask<Outcome<Project>> ResolveAsync(MemoryCaller caller, string? given, CancellationToken cancellationToken)
        => _context.Store.ReadAsync(reader => ProjectResolver.ResolveAsync(reader, caller, given, _context.Clock.Now), cancellationToken);

    /// <summary>Changes settings; makes the project where there is none.</summary>
    public ValueTask<Outcome<Project>> SetAsync(
        MemoryCaller caller, string name, ProjectChange change, CancellationToken cancellationToken)
        => _context.Store.WriteAsync<Project>(async writer =>
        {
            if (!(await ProjectResolver.ResolveAsync(writer, caller, name, _context.Clock.Now)).TryGet(out var project, out var failure)) return failure;
            var changed = change.Apply(project);
            await writer.PutProjectAsync(changed);
            return changed;
        }, cancellationToken);
}
