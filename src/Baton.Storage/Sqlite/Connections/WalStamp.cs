namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// The state of a file in write-ahead mode, as the index of its log tells it: two equal stamps mean that nothing was committed
/// between them, by any process.
/// </summary>
/// <param name="Change">Grows by one with every commit (32 bits, which wrap around).</param>
/// <param name="Log">How far the log reaches, and the file.</param>
/// <param name="Checksum">Of the last frame, and with it of all before.</param>
/// <param name="Salt">Another one whenever the log begins anew.</param>
internal readonly record struct WalStamp(uint Change, ulong Log, ulong Checksum, ulong Salt)
{
    /// <summary>Whether <paramref name="later"/> is one commit after this.</summary>
    public bool IsJustBefore(in WalStamp later) => later.Change == unchecked(Change + 1);
}
