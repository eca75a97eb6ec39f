using Baton.Memory.Callers;

namespace Baton.Cli.Workspaces;

/// <summary>Asks git about the folder a client works in. Everything that can fail answers null: a handoff never waits for git.</summary>
/// <param name="folder">Any folder inside the repository.</param>
/// <param name="timeout">For a whole capture; git is killed when it takes longer.</param>
internal sealed class GitWorkspaceProbe(string folder, TimeSpan timeout) : IWorkspaceProbe
{
    private readonly Lazy<GitRepository?> _repository = new(() => GitRepository.Find(folder));

    public GitWorkspaceProbe(string folder) : this(folder, TimeSpan.FromSeconds(5)) { }

    public WorkspaceIdentity? Identify()
        => _repository.Value is { } repository ? new WorkspaceIdentity(repository.Name, repository.Remote) : null;

    public async ValueTask<Workspace?> CaptureAsync(CancellationToken cancellationToken)
    {
        if (_repository.Value is not { } repository) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var guard = await GitCommand.RunAsync(repository.Root, [], ["config", "--list", "--show-scope", "--includes", "-z"], limit.Token);
            if (guard is null) return null;
            var status = await GitCommand.RunAsync(
                repository.Root,
                GitFilters.Disarm(guard),
                ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignore-submodules=dirty", "--no-renames"],
                limit.Token);
            if (status is null) return null;
            var state = GitStatus.Parse(status);
            var (changed, omitted) = await WorkspaceHashes.OfAsync(repository.Root, state.Changes, limit.Token);
            return new Workspace(repository.Name, repository.Remote, state.Branch, state.Commit, changed, omitted);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
