using Baton.Cli.Workspaces;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Workspaces;

/// <summary>No address that is stored says who logs in or with what.</summary>
public sealed class RemoteAddressPropertyTests
{
    private static Gen<string> Word(string letters) => Gen.NonEmptyListOf(Gen.Elements(letters.ToCharArray())).Select(list => string.Concat(list));

    [Fact]
    public void WithoutCredentials_AnyUrl_KeepsHostAndPathAndDropsTheRest()
    {
        var hosts = Word("abc.-019");
        var secrets = Word("xyzXYZ789:%+!$&@");
        var paths = Gen.OneOf(Gen.Constant(""), Word("def/@:._~").Select(path => "/" + path));
        var tails = Gen.Elements("", "?token=zzz", "#zzz", "?a=/b@c#zzz");
        var cases = from scheme in Gen.Elements("https", "ssh", "git", "http")
                    from host in hosts
                    from secret in secrets
                    from path in paths
                    from tail in tails
                    select (scheme, host, secret, path, tail);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            var expected = $"{each.scheme}://{each.host}{each.path}";
            RemoteAddress.WithoutCredentials($"{each.scheme}://{each.secret}@{each.host}{each.path}{each.tail}").ShouldBe(expected);
            RemoteAddress.WithoutCredentials(expected).ShouldBe(expected);
        }).Check(Repeatable.Config);
    }

    [Theory]
    [InlineData("://")]
    [InlineData("https://")]
    [InlineData("https://@")]
    [InlineData("https://a@b@c/d")]
    [InlineData("https://?")]
    [InlineData("")]
    [InlineData("@")]
    public void WithoutCredentials_AnyText_IsReadWithoutAFault(string address)
        => RemoteAddress.WithoutCredentials(address).Length.ShouldBeLessThanOrEqualTo(address.Length);

    [Fact]
    public void Find_OriginAmongOthers_IsTheUrlOfOrigin()
    {
        string[] lines =
        [
            "[remote \"upstream\"]", "\turl = https://example.com/upstream.git",
            "; url = no", "[REMOTE \"origin\"]", "\tfetch = +refs/heads/*", "\tURL = \"https://u:p@example.com/mine.git\"", "\turl = second",
        ];
        RemoteAddress.Find(lines).ShouldBe("https://example.com/mine.git");
    }
}
