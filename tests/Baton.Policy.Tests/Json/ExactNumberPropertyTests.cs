using System.Globalization;
using System.Numerics;
using System.Text;
using Baton.Policy.Json;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Json;

/// <summary>Exact numbers against the framework's big integers, over numbers written in every way that JSON allows.</summary>
public sealed class ExactNumberPropertyTests
{
    private static readonly Config Quiet = Repeatable.Config.WithMaxTest(2000);

    /// <summary>A number as written: sign, digits, where the point stands, exponent.</summary>
    public sealed record Written(bool Negative, string Digits, int Point, int Exponent)
    {
        public string Text
        {
            get
            {
                var whole = Digits[..Point].TrimStart('0');
                var fraction = Digits[Point..];
                return $"{(Negative ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : "." + fraction)}{(Exponent == 0 ? "" : $"e{Exponent.ToString(CultureInfo.InvariantCulture)}")}";
            }
        }

        /// <summary>The value times ten to the 150th, which is whole.</summary>
        public BigInteger Scaled => (Negative ? -1 : 1) * BigInteger.Parse(Digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, 150 + Exponent - (Digits.Length - Point));
    }

    private static Arbitrary<Written> Numbers => (
        from negative in Gen.Elements(true, false)
        from digits in Gen.Elements('0', '0', '1', '5', '9').NonEmptyListOf()
        where digits.Count <= 40
        from point in Gen.Choose(0, digits.Count)
        from exponent in Gen.Choose(-40, 40)
        select new Written(negative, string.Concat(digits), point, exponent)).ToArbitrary();

    [Fact]
    public void CompareTo_AnyTwo_OrdersAsBigIntegersDo() => Check.One(Quiet, Prop.ForAll(Numbers, Numbers, (left, right) =>
        Math.Sign(Parse(left.Text).CompareTo(Parse(right.Text))) == left.Scaled.CompareTo(right.Scaled)));

    [Fact]
    public void WriteCanonical_AnyNumber_IsEqualAndStable() => Check.One(Quiet, Prop.ForAll(Numbers, number =>
    {
        var canonical = Canonical(number.Text);
        return Parse(canonical).CompareTo(Parse(number.Text)) == 0 && Canonical(canonical) == canonical;
    }));

    [Fact]
    public void WriteCanonical_EqualNumbers_HaveOneText() => Check.One(Quiet, Prop.ForAll(Numbers, Numbers, (left, right) =>
        left.Scaled == right.Scaled == (Canonical(left.Text) == Canonical(right.Text))));

    [Fact]
    public void ToDecimal_OrderedNumber_IsExactOrRoundedAwayFromZero() => Check.One(Quiet, Prop.ForAll(Numbers, number =>
    {
        if (!Parse(number.Text).IsOrdered) return true;
        var value = Parse(number.Text).ToDecimal();
        var scaled = new BigInteger(decimal.Truncate(Math.Abs(value))) * BigInteger.Pow(10, 150);
        scaled += BigInteger.Parse((Math.Abs(value) % 1).ToString("F28", CultureInfo.InvariantCulture)[2..], CultureInfo.InvariantCulture) * BigInteger.Pow(10, 122);
        var exact = BigInteger.Abs(number.Scaled);
        return scaled >= exact && scaled - exact < BigInteger.Pow(10, 122) && (value < 0) == (number.Scaled < 0);
    }));

    [Fact]
    public void IsInteger_AnyNumber_IsWhetherNothingStandsBehindThePoint() => Check.One(Quiet, Prop.ForAll(Numbers, number =>
        Parse(number.Text).IsInteger == (number.Scaled % BigInteger.Pow(10, 150) == 0)));

    [Theory]
    [InlineData("1000000000000000", true)]
    [InlineData("1000000000000001", false)]
    [InlineData("1e15", true)]
    [InlineData("1.0000000000000001e15", false)]
    [InlineData("0.000000000000001", true)]
    [InlineData("0.0000000000000009", false)]
    [InlineData("1234567890123456789012345678e-13", true)]
    [InlineData("12345678901234567890123456789e-14", false)]
    [InlineData("-1e15", true)]
    [InlineData("0e5", true)]
    public void IsOrdered_HasTheBoundsOfTheLanguage(string text, bool expected) => Parse(text).IsOrdered.ShouldBe(expected);

    [Theory]
    [InlineData("1e400", true)]
    [InlineData("1e401", false)]
    [InlineData("1e-400", true)]
    [InlineData("1e-401", false)]
    [InlineData("0e999", true)]
    [InlineData("1e99999999999999999999", false)]
    public void TryParse_Exponent_IsBounded(string text, bool expected) => ExactNumber.TryParse(Encoding.ASCII.GetBytes(text), out _).ShouldBe(expected);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void TryParse_Digits_AreBounded(int digits, bool expected) => ExactNumber.TryParse(Encoding.ASCII.GetBytes(new string('7', digits)), out _).ShouldBe(expected);

    private static ExactNumber Parse(string text) => ExactNumber.Parse(Encoding.ASCII.GetBytes(text));

    private static string Canonical(string text)
    {
        Span<byte> buffer = stackalloc byte[ExactNumber.MaxDigits + 8];
        return Encoding.ASCII.GetString(buffer[..Parse(text).WriteCanonical(buffer)]);
    }
}
