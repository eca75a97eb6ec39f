using System.Globalization;
using Baton.Policy.Documents;

namespace Baton.Gateway.Policies;

/// <summary>
/// A policy in a file that people edit while it is in force. Each look reads the file by its path, so that editing in place,
/// <c>sed -i</c>, an atomic replace and a swapped symbolic link are all seen; what cannot be read or has an error leaves the
/// last good document in force and is reported once.
/// </summary>
/// <param name="path">Where it lies.</param>
/// <param name="problem">Hears why an edit was not taken over, and of warnings.</param>
public sealed class PolicyFile(string path, Action<string> problem)
{
    private readonly Lock _gate = new();
    private byte[]? _seen;
    private string? _reported;
    private int _edits;
    private LoadedPolicy? _good;

    /// <summary>The last good document; null while there was none.</summary>
    public LoadedPolicy? Current()
    {
        lock (_gate)
        {
            if (Read() is { } bytes && !bytes.AsSpan().SequenceEqual(_seen)) TakeOver(bytes);
            return _good;
        }
    }

    private byte[]? Read()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > PolicyDocument.MaxBytes) return Unreadable($"it has {file.Length} bytes, more than {PolicyDocument.MaxBytes}");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Unreadable(failed.Message);
        }
    }

    private byte[]? Unreadable(string why)
    {
        Report($"{path} cannot be read: {why}");
        return null;
    }

    private void TakeOver(byte[] bytes)
    {
        _seen = bytes;
        var loaded = PolicyText.Load(path, bytes, (_edits + 1).ToString(CultureInfo.InvariantCulture));
        if (loaded.IsValid)
        {
            _edits++;
            _reported = null;
            _good = new LoadedPolicy(path, 0, loaded.Policy);
            return;
        }
        Report(string.Join(Environment.NewLine, loaded.Problems.Where(found => found.IsError).Select(found => $"{path}:{found}")));
    }

    private void Report(string what)
    {
        if (what == _reported) return;
        _reported = what;
        problem(_good is null ? what : $"{what}{Environment.NewLine}The last good policy stays in force.");
    }
}
