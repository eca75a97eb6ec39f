using Baton.Memory.Projects;

namespace Baton.Memory.Storage;

/// <summary>A reader that also writes; all of it becomes durable together or not at all.</summary>
public interface IMemoryWriter : IMemoryReader
{
    /// <summary>Adds a project or replaces its settings.</summary>
    ValueTask PutProjectAsync(Project project);

    /// <summary>
    /// Adds version <c>1</c> of a new record or the next version of an existing one, and makes it the version in force. The
    /// versions before it are never changed.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The number is not the next (the caller did not read in this transaction), the project was never put, another record
    /// in force has the key, or the id is that of a record that was destroyed.
    /// </exception>
    ValueTask PutVersionAsync(StoredVersion version);

    /// <summary>Keeps bytes under their SHA-256 and returns it in lower-case hex; the same bytes are kept once.</summary>
    ValueTask<string> PutSegmentAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Keeps the vector of a text in place of the one it had; a text that was replaced meanwhile is passed over.</summary>
    ValueTask PutVectorAsync(long text, QuantizedVector vector);

    /// <summary>Adds a link, or revives one that was removed; one that is in force stays as it is.</summary>
    ValueTask PutLinkAsync(StoredLink link);

    /// <summary>Marks a link removed; false when there is none in force.</summary>
    ValueTask<bool> RemoveLinkAsync(string from, string to, string relation, Provenance by, DateTimeOffset at);

    /// <summary>
    /// Destroys records with all their versions, texts, links and remembered replies, and body segments that nothing else
    /// refers to; leaves a tombstone of each. Ids of no record are passed over. An operator's act: no tool reaches it.
    /// </summary>
    ValueTask<Purged> PurgeAsync(IReadOnlyCollection<string> ids, string why, Provenance by, DateTimeOffset at);

    /// <summary>Keeps a tombstone that another store made; one that is there, or whose record is here, stays as it is (false).</summary>
    ValueTask<bool> PutTombstoneAsync(Tombstone tombstone);

    ValueTask PutIdempotentAsync(string grant, string key, IdempotentResult result);

    ValueTask PutPresenceAsync(string grant, string client, string project, DateTimeOffset at);
}
