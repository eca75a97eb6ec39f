using System.Collections.Immutable;

namespace Baton.Memory.Callers;

/// <summary>
/// Sees the working folder of a client in stdio mode, so that a handoff can say on which tree it was written and a later
/// load can say what has changed since.
/// </summary>
public interface IWorkspaceProbe
{
    /// <summary>
    /// Which repository the folder lies in, or null: for the default project. Cheap and kept: no process is started, so any
    /// call may ask.
    /// </summary>
    WorkspaceIdentity? Identify();

    /// <summary>
    /// The folder's state now, or null when it lies in no git repository or git cannot be asked. Runs git: only for calls
    /// that save or compare a workspace.
    /// </summary>
    ValueTask<Workspace?> CaptureAsync(CancellationToken cancellationToken);
}

/// <summary>A repository, without its state.</summary>
/// <param name="Repository">Name of the root folder: the default project.</param>
/// <param name="Remote">Address of <c>origin</c> without credentials, or null.</param>
public sealed record WorkspaceIdentity(string Repository, string? Remote);

/// <summary>A git working folder at one moment.</summary>
/// <param name="Repository">Name of the root folder: the default project.</param>
/// <param name="Remote">Address of <c>origin</c> without credentials, or null.</param>
/// <param name="Branch">Current branch, or null when detached.</param>
/// <param name="Commit">Full hash of HEAD, or null before the first commit.</param>
/// <param name="Changed">Files that differ from HEAD, with the SHA-256 of their bytes; at most 200.</param>
/// <param name="OmittedChanges">How many further changed files are not listed.</param>
public sealed record Workspace(
    string Repository, string? Remote, string? Branch, string? Commit, ImmutableArray<WorkspaceFile> Changed, int OmittedChanges);

/// <summary>A changed file: path relative to the repository's root, and SHA-256 in hex, or null when it was deleted.</summary>
public sealed record WorkspaceFile(string Path, string? Sha256);
