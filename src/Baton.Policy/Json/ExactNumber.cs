namespace Baton.Policy.Json;

/// <summary>
/// A JSON number by its exact decimal value, compared without ever becoming a binary fraction. It points into the text it was
/// read from. Numbers beyond <see cref="MaxDigits"/> significant digits or an exponent of <see cref="MaxExponent"/> are refused.
/// </summary>
internal readonly ref struct ExactNumber
{
    public const int MaxDigits = 64;
    public const int MaxExponent = 400;

    /// <summary>What an ordering or a cost may use: at most so many significant digits.</summary>
    public const int OrderedDigits = 28;

    private const int OrderedExponent = 15;

    private readonly ReadOnlySpan<byte> _mantissa;
    private readonly int _first;

    private ExactNumber(ReadOnlySpan<byte> mantissa, int first, int digits, int magnitude, bool negative)
    {
        _mantissa = mantissa;
        _first = first;
        Digits = digits;
        Magnitude = magnitude;
        IsNegative = negative && digits > 0;
    }

    /// <summary>Significant digits; zero has none.</summary>
    public int Digits { get; }

    /// <summary>The power of ten of the first significant digit.</summary>
    public int Magnitude { get; }

    public bool IsNegative { get; }

    public bool IsZero => Digits == 0;

    public bool IsInteger => IsZero || Digits - 1 <= Magnitude;

    /// <summary>
    /// Whether it may be ordered or be a cost: at most 28 significant digits, and zero or from 1e-15 to 1e15 in size.
    /// </summary>
    public bool IsOrdered
        => IsZero || (Digits <= OrderedDigits && Magnitude >= -OrderedExponent
            && (Magnitude < OrderedExponent || (Magnitude == OrderedExponent && Digits == 1 && _mantissa[_first] == '1')));

    public static ExactNumber Parse(ReadOnlySpan<byte> text)
        => TryParse(text, out var number) ? number : throw new FormatException("The number is out of bounds.");

    /// <summary>Reads a number of JSON's grammar; false when it is beyond the bounds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ExactNumber number)
    {
        number = default;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative) text = text[1..];
        var exponentAt = text.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf((byte)'.');
        var first = mantissa.IndexOfAnyExcept((byte)'0', (byte)'.');
        if (first < 0)
        {
            number = new ExactNumber(default, 0, 0, 0, false);
            return true;
        }
        var last = mantissa.LastIndexOfAnyExcept((byte)'0', (byte)'.');
        var exponent = 0;
        if (exponentAt >= 0 && !TryReadExponent(text[(exponentAt + 1)..], out exponent)) return false;
        var integerDigits = point < 0 ? mantissa.Length : point;
        var magnitude = (first < integerDigits ? integerDigits - 1 - first : integerDigits - first) + exponent;
        var digits = last - first + 1 - (point > first && point < last ? 1 : 0);
        if (digits > MaxDigits || Math.Abs(magnitude) > MaxExponent) return false;
        number = new ExactNumber(mantissa, first, digits, magnitude, negative);
        return true;
    }

    /// <summary>Orders by exact value.</summary>
    public int CompareTo(ExactNumber other)
    {
        if (IsNegative != other.IsNegative) return IsNegative ? -1 : 1;
        var size = CompareSize(other);
        return IsNegative ? -size : size;
    }

    /// <summary>
    /// The value as a <see cref="decimal"/>; digits beyond its 28 decimals are rounded away from zero, so that a cost is never
    /// made smaller. Only for ordered numbers.
    /// </summary>
    public decimal ToDecimal()
    {
        if (IsZero) return 0;
        var scale = Digits - 1 - Magnitude;
        var kept = scale > 28 ? Digits - (scale - 28) : Digits;
        var value = 0m;
        var at = _first;
        for (var read = 0; read < kept; read++) value = (value * 10) + NextDigit(ref at);
        if (kept < Digits) value += 1;
        for (var shift = Math.Min(scale, 28); shift < 0; shift++) value *= 10;
        if (scale > 0) value = Scaled(value, Math.Min(scale, 28));
        return IsNegative ? -value : value;
    }

    /// <summary>Writes the canonical text: digits, then <c>e</c> and the exponent of the last digit when it is not zero.</summary>
    public int WriteCanonical(Span<byte> buffer)
    {
        if (IsZero)
        {
            buffer[0] = (byte)'0';
            return 1;
        }
        var written = 0;
        if (IsNegative) buffer[written++] = (byte)'-';
        var at = _first;
        for (var digit = 0; digit < Digits; digit++) buffer[written++] = (byte)('0' + NextDigit(ref at));
        var exponent = Magnitude - (Digits - 1);
        if (exponent == 0) return written;
        buffer[written++] = (byte)'e';
        System.Buffers.Text.Utf8Formatter.TryFormat(exponent, buffer[written..], out var length);
        return written + length;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        if (text.Length > 0 && text[0] == '+') text = text[1..];
        var negative = text.Length > 0 && text[0] == '-';
        if (negative) text = text[1..];
        exponent = 0;
        foreach (var digit in text)
        {
            exponent = (exponent * 10) + digit - '0';
            if (exponent > 100_000) return false;
        }
        if (negative) exponent = -exponent;
        return true;
    }

    private static decimal Scaled(decimal integer, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(integer, bits);
        return new decimal(bits[0], bits[1], bits[2], false, (byte)scale);
    }

    private int CompareSize(ExactNumber other)
    {
        if (IsZero || other.IsZero) return Digits.CompareTo(other.Digits);
        if (Magnitude != other.Magnitude) return Magnitude.CompareTo(other.Magnitude);
        var mine = _first;
        var theirs = other._first;
        var digits = Math.Max(Digits, other.Digits);
        for (var at = 0; at < digits; at++)
        {
            var left = at < Digits ? NextDigit(ref mine) : 0;
            var right = at < other.Digits ? other.NextDigit(ref theirs) : 0;
            if (left != right) return left.CompareTo(right);
        }
        return 0;
    }

    private int NextDigit(ref int at)
    {
        if (_mantissa[at] == '.') at++;
        return _mantissa[at++] - '0';
    }
}
