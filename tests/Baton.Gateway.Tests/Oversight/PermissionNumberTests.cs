using Baton.Gateway.Oversight;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Oversight;

public sealed class PermissionNumberTests
{
    private const long Exact = 9007199254740991;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void Of_AnyId_NamesItsFirstTwelveLetters()
        => Prop.ForAll(Gen.Choose(0, 31).ArrayOf(26).ToArbitrary(), letters =>
        {
            // The first letters of a time before the year 2248.
            letters[0] = 0;
            letters[1] %= 8;
            var id = "a_" + string.Concat(letters.Select(letter => Alphabet[letter]));
            var number = PermissionNumber.Of(id);
            number.ShouldBeInRange(0, Exact);
            PermissionNumber.ToPrefix(number).ShouldBe(id[..14]);
        }).Check(Repeatable.Config);

    [Fact]
    public void Of_TwoIds_SortsLikeThem()
        => PermissionNumber.Of("a_01KAJ8Z5M0AAAAAAAAAAAAAAAA").ShouldBeLessThan(PermissionNumber.Of("a_01KAJ8Z5M1AAAAAAAAAAAAAAAA"));

    [Theory]
    [InlineData(0, "a_000000000000")]
    [InlineData(31, "a_00000000000Z")]
    [InlineData(9007199254740991, "a_07ZZZZZZZZZZ")]
    public void ToPrefix_OfANumber_HasTwelveLetters(long number, string prefix) => PermissionNumber.ToPrefix(number).ShouldBe(prefix);
}
