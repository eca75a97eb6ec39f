using System.Globalization;
using System.Numerics;
using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>maximum</c>, <c>minimum</c> and their exclusive forms, by exact value.</summary>
internal sealed class BoundKeyword(JsonView bound, bool upper, bool exclusive) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Number) return true;
        var order = instance.GetNumber().CompareTo(bound.GetNumber());
        if (upper) order = -order;
        return order > 0 || (order == 0 && !exclusive)
            || run.Fail($"a number {(upper ? exclusive ? "under" : "of at most" : exclusive ? "over" : "of at least")} {bound} is expected");
    }
}

/// <summary><c>multipleOf</c>, by exact value.</summary>
internal sealed class MultipleOfKeyword(JsonView divisor) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Number || instance.GetNumber().IsZero) return true;
        var (number, numberScale) = Split(instance.GetNumber());
        var (unit, unitScale) = Split(divisor.GetNumber());
        var least = Math.Min(numberScale, unitScale);
        var remainder = BigInteger.Remainder(number * BigInteger.Pow(10, numberScale - least), unit * BigInteger.Pow(10, unitScale - least));
        return remainder.IsZero || run.Fail($"a multiple of {divisor} is expected");
    }

    private static (BigInteger Digits, int Exponent) Split(ExactNumber number)
    {
        Span<byte> text = stackalloc byte[ExactNumber.MaxDigits + 8];
        var canonical = Encoding.ASCII.GetString(text[..number.WriteCanonical(text)]);
        var at = canonical.IndexOf('e', StringComparison.Ordinal);
        var digits = BigInteger.Parse(at < 0 ? canonical : canonical[..at], CultureInfo.InvariantCulture);
        return (digits, at < 0 ? 0 : int.Parse(canonical[(at + 1)..], CultureInfo.InvariantCulture));
    }
}
