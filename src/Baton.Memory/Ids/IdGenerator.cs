using Baton.Memory.Storage;

namespace Baton.Memory.Ids;

/// <summary>Makes ids that sort in the order they were made, also within one millisecond and when the clock steps back. Thread-safe.</summary>
internal sealed class IdGenerator(TimeProvider time, RandomFill random)
{
    private readonly Lock _gate = new();
    private readonly byte[] _entropy = new byte[Ulid.EntropyBytes];
    private long _last = -1;

    public string Next(RecordKind kind) => RecordIds.PrefixOf(kind) + NextUlid();

    public string NextUlid()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _last)
            {
                _last = now;
                random(_entropy);
            }
            else if (!Ulid.TryIncrement(_entropy))
            {
                _last++;
                random(_entropy);
            }
            return Ulid.Encode(_last, _entropy);
        }
    }
}
