namespace Baton.Protocol.Json;

/// <summary>Follows a JSON number byte by byte (RFC 8259, section 6).</summary>
internal struct NumberScan
{
    private Place _at;

    private enum Place
    {
        Sign,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
    }

    /// <summary>Whether what was read so far is a number.</summary>
    public readonly bool IsNumber => _at is Place.Zero or Place.Integer or Place.Fraction or Place.ExponentDigits;

    /// <summary>Begins with a sign or a digit.</summary>
    public static NumberScan Begin(byte first) => new() { _at = first == '-' ? Place.Sign : first == '0' ? Place.Zero : Place.Integer };

    /// <summary>Whether the byte belongs to the number; the number is over, or broken, when it does not.</summary>
    public bool Take(byte next)
    {
        Place? to = _at switch
        {
            Place.Sign => next == '0' ? Place.Zero : IsDigit(next) ? Place.Integer : null,
            Place.Zero => AfterInteger(next),
            Place.Integer => IsDigit(next) ? Place.Integer : AfterInteger(next),
            Place.Point => IsDigit(next) ? Place.Fraction : null,
            Place.Fraction => IsDigit(next) ? Place.Fraction : IsExponent(next) ? Place.Exponent : null,
            Place.Exponent when next is (byte)'+' or (byte)'-' => Place.ExponentSign,
            _ => IsDigit(next) ? Place.ExponentDigits : null,
        };
        if (to is not { } found) return false;
        _at = found;
        return true;
    }

    private static Place? AfterInteger(byte next) => next == '.' ? Place.Point : IsExponent(next) ? Place.Exponent : null;

    private static bool IsExponent(byte next) => next is (byte)'e' or (byte)'E';

    private static bool IsDigit(byte next) => next is >= (byte)'0' and <= (byte)'9';
}
