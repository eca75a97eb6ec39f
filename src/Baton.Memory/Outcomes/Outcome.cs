using System.Diagnostics.CodeAnalysis;

namespace Baton.Memory.Outcomes;

/// <summary>A value or the reason why there is none: expected failures are values, exceptions are for bugs and I/O.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Failure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Null when the operation succeeded.</summary>
    public Failure? Failure { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The value; asking for it after a failure is a bug.</summary>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"No value: {Failure.Code}: {Failure.Message}");

    /// <summary>Deconstructs by trial, so that callers handle the failure first.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Failure? failure)
    {
        value = _value;
        failure = Failure;
        return failure is null;
    }

    [SuppressMessage("Usage", "CA2225", Justification = "Named alternates would say the same twice.")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "Named alternates would say the same twice.")]
    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}
