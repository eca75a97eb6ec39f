using Baton.Policy.Documents;

namespace Baton.Gateway.Policies;

/// <summary>
/// A policy in a file that people edit while it is in force. Each look reads the file by its path, so that editing in place,
/// <c>sed -i</c>, an atomic replace and a swapped symbolic link are all seen; what cannot be read or has an error leaves the
/// last good document in force and is reported once. Its revision is the document's hash: the same in every process.
/// </summary>
/// <param name="path">Where it lies.</param>
/// <param name="problem">Hears why an edit was not taken over.</param>
/// <param name="before">What was in force under another path, and stays so until the file is good; null for nothing.</param>
public sealed class PolicyFile(string path, Action<string> problem, LoadedPolicy? before = null)
{
    private const int Mark = 12;
    private readonly Lock _gate = new();
    private State _state = new(null, before, null);

    /// <summary>Why the file as it is now is not in force; null when it is.</summary>
    public string? Problem => Volatile.Read(ref _state).Problem;

    /// <summary>The last good document that was read; null while there was none.</summary>
    internal LoadedPolicy? Good => Volatile.Read(ref _state).Good;

    /// <summary>Where it lies.</summary>
    public string Path { get; } = path;

    /// <summary>The last good document; null while there was none.</summary>
    public LoadedPolicy? Current()
    {
        var state = Volatile.Read(ref _state);
        try
        {
            using var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            if (length > PolicyDocument.MaxBytes) return Unreadable($"it has {length} bytes, more than {PolicyDocument.MaxBytes}");
            if (state is { Seen: { } seen, IsReadable: true } && FileText.Is(handle, length, seen)) return state.Good;
            return TakeOver(FileText.Read(handle, length));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Unreadable(failed.Message);
        }
    }

    private LoadedPolicy? Unreadable(string why) => Swap(state => state with { Problem = $"{Path} cannot be read: {why}", IsReadable = false });

    private LoadedPolicy? TakeOver(byte[] bytes)
    {
        var loaded = PolicyText.Load(Path, bytes);
        return loaded.IsValid
            ? Swap(state => state.Seen.AsSpan().SequenceEqual(bytes) && state.Problem is null
                ? state
                : new State(bytes, new LoadedPolicy($"{System.IO.Path.GetFileName(Path)}@{loaded.Policy.Revision[..Mark]}", 0, loaded.Policy), null))
            : Swap(state => new State(bytes, state.Good, string.Join(Environment.NewLine, loaded.Problems.Where(found => found.IsError).Select(found => $"{Path}:{found}"))));
    }

    private LoadedPolicy? Swap(Func<State, State> change)
    {
        State before, after;
        lock (_gate)
        {
            before = _state;
            after = change(before);
            Volatile.Write(ref _state, after);
        }
        if (after.Problem is { } what && what != before.Problem) problem(after.Good is null ? what : $"{what}{Environment.NewLine}The last good policy stays in force.");
        return after.Good;
    }

    private sealed record State(byte[]? Seen, LoadedPolicy? Good, string? Problem)
    {
        public bool IsReadable { get; init; } = true;
    }
}
