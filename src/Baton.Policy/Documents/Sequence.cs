using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Baton.Policy.Documents;

/// <summary>An immutable list that is equal to another with equal elements, so that records which hold one are too.</summary>
/// <typeparam name="T">What it holds.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public readonly struct Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly ImmutableArray<T> _items;

    internal Sequence(ImmutableArray<T> items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Equal elements in equal order.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Sequence<T> other)
    {
        if (Count != other.Count) return false;
        for (var at = 0; at < Count; at++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items[at], other._items[at])) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in this) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => (_items.IsDefault ? [] : _items.AsEnumerable()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Builds a <see cref="Sequence{T}"/> from a collection expression.</summary>
public static class Sequence
{
    /// <summary>A sequence of the given elements.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
