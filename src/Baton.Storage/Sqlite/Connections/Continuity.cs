namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// Tells a file's writer at the beginning of a transaction whether the file is still as it left it, so that it may keep in
/// memory what it would have to read again otherwise.
/// </summary>
/// <param name="index">The file's index; null where it cannot be reached, and nothing may be kept then.</param>
internal sealed class Continuity(WalIndex? index)
{
    private WalStamp? _left;
    private WalStamp? _begun;

    /// <summary>Called once the transaction has the file's lock: whether nobody has committed since the last one ended.</summary>
    public bool Begins()
    {
        _begun = index?.Now();
        var isUnbroken = _begun is not null && _left == _begun;
        // A transaction that is undone never ends: what it put into memory must not be believed.
        _left = null;
        return isUnbroken;
    }

    /// <summary>Called once the transaction has been committed.</summary>
    public void Ends()
    {
        if (_begun is not { } begun) return;
        var now = index!.Now();
        if (now == begun || begun.IsJustBefore(now)) _left = now;
    }
}
