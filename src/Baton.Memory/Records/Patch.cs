using System.Diagnostics.CodeAnalysis;

namespace Baton.Memory.Records;

/// <summary>
/// A field of a write: left out (keeps its value), cleared (<c>null</c> or <c>[]</c>), or set. Saving onto an existing key
/// needs to tell the three apart.
/// </summary>
public readonly record struct Patch<T>
{
    private readonly T? _value;

    internal Patch(bool hasValue, T? value) => (Given, HasValue, _value) = (true, hasValue, value);

    /// <summary>Whether the field was there at all.</summary>
    public bool Given { get; }

    /// <summary>Whether it was there with a value.</summary>
    public bool HasValue { get; }

    /// <summary>Whether it was there to be emptied.</summary>
    public bool Cleared => Given && !HasValue;

    /// <summary>What the record has after the write.</summary>
    /// <param name="current">What it had before.</param>
    /// <param name="empty">What being cleared means.</param>
    public T Apply(T current, T empty) => !Given ? current : HasValue ? _value! : empty;

    /// <summary>The value, or <paramref name="otherwise"/> when left out or cleared.</summary>
    public T Or(T otherwise) => HasValue ? _value! : otherwise;

    /// <summary>The same field with its value changed, as screening does.</summary>
    public Patch<T> Map(Func<T, T> change) => HasValue ? new Patch<T>(true, change(_value!)) : this;

    [SuppressMessage("Usage", "CA2225", Justification = "Patch.Set says the same.")]
    public static implicit operator Patch<T>(T value) => new(true, value);
}

/// <summary>Makes patches.</summary>
public static class Patch
{
    /// <summary>Sets a value.</summary>
    public static Patch<T> Set<T>(T value) => new(true, value);

    /// <summary>Removes what the record has.</summary>
    public static Patch<T> Clear<T>() => new(false, default);

    /// <summary>Sets the value, or leaves the field out when there is none.</summary>
    public static Patch<string> SetOrKeep(string? value) => value is null ? default : Set(value);

    /// <summary>What an optional text or list has after the write.</summary>
    public static T? Over<T>(this Patch<T> patch, T? current) where T : class => !patch.Given ? current : patch.HasValue ? patch.Or(null!) : null;

    /// <summary>What an optional number or instant has after the write.</summary>
    public static T? OverValue<T>(this Patch<T> patch, T? current) where T : struct => !patch.Given ? current : patch.HasValue ? patch.Or(default) : null;
}
