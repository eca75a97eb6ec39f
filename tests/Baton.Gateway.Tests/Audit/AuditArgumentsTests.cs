using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Audit;

/// <summary>What the log keeps of arguments: equal calls are recognised, and nothing can be guessed from it.</summary>
public sealed class AuditArgumentsTests
{
    private static readonly AuditKeys Keys = new(KeyMaterial.New());

    [Theory]
    [InlineData("""{"a":1,"b":[true,null]}""", """{"b":[true,null],"a":1}""")]
    [InlineData("""{"a":1}""", """{ "a" : 1.0 }""")]
    [InlineData("""{"a":100}""", """{"a":1e2}""")]
    [InlineData("""{"a":"é"}""", """{"\u0061":"\u00e9"}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"y":2,"x":1}}""")]
    public void Digest_OfTheSameArguments_IsTheSame(string one, string other) => Digest(one).ShouldNotBeNull().ShouldBe(Digest(other));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"A":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":"é"}""", "{\"a\":\"e\u0301\"}")]
    [InlineData("""{"a":0.1}""", """{"a":0.10000000000000001}""")]
    public void Digest_OfOtherArguments_IsAnother(string one, string other) => Digest(one).ShouldNotBe(Digest(other));

    [Fact]
    public void Digest_WithAnotherKey_IsAnother()
        => Digest("""{"pin":"0000"}""").ShouldNotBe(AuditArguments.Of("""{"pin":"0000"}"""u8.ToArray(), new AuditKeys(KeyMaterial.New()), false).Digest);

    [Fact]
    public void Nothing_LeavesNothing()
    {
        var kept = AuditArguments.Of(default, Keys, recordValues: true);
        (kept.Keys.Length, kept.Digest, kept.Encrypted).ShouldBe((0, null, null));
    }

    [Fact]
    public void NumberBeyondCanonicalForm_LeavesNamesAndNoDigest()
    {
        var kept = AuditArguments.Of(Encoding.ASCII.GetBytes($$"""{"n":1e999,"m":{{new string('9', 80)}}}"""), Keys, false);
        kept.Digest.ShouldBeNull();
        kept.Keys.ShouldBe(["n", "m"]);
    }

    [Fact]
    public void Names_AreThoseOfTheTopLevelOnly_AsTheyAreMeant()
        => AuditArguments.Of("""{"\u0061":{"inner":1},"":[{"deep":2}],"key with spaces":"inner2","é":null}"""u8.ToArray(), Keys, false).Keys.ShouldBe(["a", "", "key with spaces", "é"]);

    [Fact]
    public void Row_OfAnyValue_HoldsNoneOfIt() => Prop.ForAll(Gen.Choose(100_000, 999_999).ToArbitrary(), secret =>
    {
        var kept = AuditArguments.Of(Encoding.UTF8.GetBytes($$"""{"card":{{secret}},"text":"{{secret}}","list":[{{secret}}]}"""), Keys, recordValues: true);
        var row = Encoding.UTF8.GetString(AuditBody.Write(new AuditEntry
        {
            Kind = AuditKind.Intent, Outcome = "allow", ArgumentKeys = kept.Keys, ArgumentDigest = new string('d', kept.Digest!.Length), ArgumentsEncrypted = kept.Encrypted,
        }));
        row.ShouldNotContain(secret.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Encoding.UTF8.GetString(Keys.Decrypt(kept.Encrypted!)!).ShouldContain($"\"card\":{secret}");
    }).Check(Repeatable.Config);

    private static string? Digest(string arguments) => AuditArguments.Of(Encoding.UTF8.GetBytes(arguments), Keys, recordValues: false).Digest;
}
