using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// The generations of configuration and pins, asked for several times a message. They are read again only when something was
/// committed since, which the index of the log tells; commits of the fast writer, which counts limits and changes neither, are
/// known to have left them alone. Thread-safe.
/// </summary>
/// <param name="index">The file's index; null where it cannot be reached, and every question is then read.</param>
/// <param name="read">Reads both, in one snapshot.</param>
internal sealed class Generations(WalIndex? index, Func<(long Configuration, long Pins)> read)
{
    /// <summary>Gives both, for <c>read</c>.</summary>
    public const string Query = "SELECT (SELECT generation FROM configuration), (SELECT generation FROM pin_clock)";
    private Known? _known;
    private Known? _before;

    /// <summary>Of grants, servers and policies.</summary>
    public long Configuration => Current().Configuration;

    /// <summary>Of pinned definitions.</summary>
    public long Pins => Current().Pins;

    /// <summary>The fast writer has the lock: nobody else commits until it has.</summary>
    public void WriterBegins()
    {
        var known = Volatile.Read(ref _known);
        _before = known is not null && known.Stamp == index?.Now() ? known : null;
    }

    /// <summary>The fast writer has committed. Where another process has too since then, the next question is read.</summary>
    public void WriterEnded()
    {
        if (_before is not { } before) return;
        var now = index!.Now();
        if (before.Stamp.IsJustBefore(now)) Volatile.Write(ref _known, before with { Stamp = now });
    }

    private Known Current()
    {
        // What is read after the stamp was taken is at least as new as it.
        var now = index?.Now();
        if (Volatile.Read(ref _known) is { } known && known.Stamp == now) return known;
        var (configuration, pins) = read();
        var next = new Known(now ?? default, configuration, pins);
        if (now is not null) Volatile.Write(ref _known, next);
        return next;
    }

    private sealed record Known(WalStamp Stamp, long Configuration, long Pins);
}
