using Baton.Memory.Outcomes;

namespace Baton.Memory.Storage;

/// <summary>
/// Where what agents wrote is kept. The store knows records, versions and text to search, never what a handoff or a memory
/// means; the rules stand in this room. Implementations: SQLite, later PostgreSQL; one contract suite tests them all.
/// </summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer.</exception>
public interface IMemoryStore : IAsyncDisposable
{
    /// <summary>Reads in one snapshot: what the work sees does not change under it.</summary>
    ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Writes in one transaction that excludes other writers of the store, in every process. A failure outcome or an
    /// exception rolls everything back; success is durable when this returns. The work may be run again from the start
    /// when the store asks for it, so it must have no effect outside the writer.
    /// </summary>
    ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken);

    /// <summary>Changes with every commit of any process; equal stamps mean that nothing was written in between.</summary>
    ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken);
}

/// <summary>The store could not answer: locked too long, disk full, read-only, or broken. Nothing was written.</summary>
public sealed class StoreUnavailableException : IOException
{
    public StoreUnavailableException() { }
    public StoreUnavailableException(string message) : base(message) { }

    /// <param name="message">What failed and what to do, for a person.</param>
    /// <param name="inner">The driver's exception.</param>
    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }
}
