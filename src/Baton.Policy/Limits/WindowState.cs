using System.Collections.Immutable;

namespace Baton.Policy.Limits;

/// <summary>
/// What has been admitted within one window: sums by sub-bucket, oldest first. Immutable; a store keeps the bytes of
/// <see cref="ToBytes"/> and replaces them in the transaction that admits. Its time never runs back: the latest instant it has
/// seen is kept, and an earlier clock is read as that instant.
/// </summary>
public sealed class WindowState : IEquatable<WindowState>
{
    internal WindowState(long lastTicks, ImmutableArray<WindowBucket> buckets)
    {
        LastTicks = lastTicks;
        Buckets = buckets;
    }

    /// <summary>Nothing admitted yet.</summary>
    public static WindowState Empty { get; } = new(0, []);

    /// <summary>The latest instant seen, in UTC ticks; a store compares it with its clock to audit jumps.</summary>
    public long LastTicks { get; }

    /// <summary>The sums, oldest first; none is zero.</summary>
    internal ImmutableArray<WindowBucket> Buckets { get; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a state of a known version; the limit must then refuse.</exception>
    public static WindowState FromBytes(ReadOnlySpan<byte> bytes) => WindowCodec.Read(bytes);

    /// <summary>The state in a compact form with a version byte.</summary>
    public byte[] ToBytes() => WindowCodec.Write(this);

    /// <inheritdoc/>
    public bool Equals(WindowState? other) => other is not null && LastTicks == other.LastTicks && Buckets.AsSpan().SequenceEqual(other.Buckets.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WindowState);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LastTicks, Buckets.Length);
}

/// <summary>What was admitted in one sub-bucket; a calendar window has one, with its start as the index.</summary>
internal readonly record struct WindowBucket(long Index, decimal Sum);
