using Baton.Policy.Limits;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// The counters as the fast writer last wrote them: as long as nobody else commits, they need not be read again for every call.
/// Used by the writer alone, inside its transactions.
/// </summary>
internal sealed class LimitMemory
{
    private const int MostWindows = 1024;
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.Ordinal);

    /// <summary>The latest instant that the store has seen, in UTC ticks; null when it is to be read.</summary>
    public long? Clock { get; set; }

    /// <summary>A transaction begins; what is in here holds only when the file is as it was left.</summary>
    public void Begin(bool isUnbroken)
    {
        if (isUnbroken) return;
        _windows.Clear();
        Clock = null;
    }

    /// <summary>A counter's state; null when it is to be read.</summary>
    public WindowState? Find(string key) => _windows.GetValueOrDefault(key);

    /// <summary>A counter was written.</summary>
    public void Put(string key, WindowState state)
    {
        if (_windows.Count >= MostWindows) _windows.Clear();
        _windows[key] = state;
    }
}
