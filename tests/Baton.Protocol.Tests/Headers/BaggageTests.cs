using Baton.Protocol.Headers;

namespace Baton.Protocol.Tests.Headers;

/// <summary>What W3C Baggage (section 3.3.1) lets <c>baggage</c> be; the rest is as if it were not there.</summary>
public sealed class BaggageTests
{
    [Theory]
    [InlineData("userId=alice", "userId")]
    [InlineData("userId=Am%C3%A9lie,serverNode=DF%2028,isProduction=false", "userId serverNode isProduction")]
    [InlineData("key1=value1;property1;property2, key2 = value2, key3=value3; propertyKey=propertyValue", "key1 key2 key3")]
    [InlineData("k=", "k")]
    [InlineData("k=a=b", "k")]
    [InlineData("k=1,k=2", "k")]
    [InlineData("!#$%&'*+-.^_`|~=x", "!#$%&'*+-.^_`|~")]
    public void Valid_ItsForm_IsItselfAndNamesItsKeys(string text, string keys)
    {
        Baggage.Valid(text).ShouldBe(text);
        Baggage.Keys(text).ShouldBe(keys.Split(' '));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("userId")]
    [InlineData("=alice")]
    [InlineData("a=1,")]
    [InlineData("a=1,,b=2")]
    [InlineData("a b=1")]
    [InlineData("a=1 2")]
    [InlineData("a=\"1\"")]
    [InlineData("a=b\\c")]
    [InlineData("a=é")]
    [InlineData("a=1;")]
    [InlineData("a=1;b c")]
    [InlineData("a=1\r\nX-Evil: 1")]
    public void Valid_AnythingElse_IsNone(string? text)
    {
        Baggage.Valid(text).ShouldBeNull();
        Baggage.Keys(text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(180, true)]
    [InlineData(181, false)]
    public void Valid_SoManyMembers(int members, bool expected)
        => (Baggage.Valid(string.Join(',', Enumerable.Range(0, members).Select(at => $"k{at}=v"))) is not null).ShouldBe(expected);

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public void Valid_SoLong(int length, bool expected) => (Baggage.Valid("k=".PadRight(length, 'v')) is not null).ShouldBe(expected);
}
