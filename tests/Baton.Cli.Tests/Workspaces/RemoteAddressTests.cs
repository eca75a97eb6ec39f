using Baton.Cli.Workspaces;

namespace Baton.Cli.Tests.Workspaces;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://example.org/a/b.git", "https://example.org/a/b.git")]
    [InlineData("https://ann@example.org/a/b.git", "https://example.org/a/b.git")]
    [InlineData("https://ann:s3cret@example.org/a/b.git", "https://example.org/a/b.git")]
    [InlineData("https://ann:p@ss@example.org/a", "https://example.org/a")]
    [InlineData("https://example.org/a@b/c", "https://example.org/a@b/c")]
    [InlineData("https://example.org/a?token=s3cret", "https://example.org/a")]
    [InlineData("https://example.org/a#s3cret", "https://example.org/a")]
    [InlineData("https://ann:s3cret@example.org", "https://example.org")]
    [InlineData("ssh://git@example.org:22/a.git", "ssh://example.org:22/a.git")]
    [InlineData("git@example.org:a/b.git", "git@example.org:a/b.git")]
    [InlineData("/srv/git/a.git", "/srv/git/a.git")]
    public void WithoutCredentials_Address_KeepsWhereAndDropsWho(string address, string expected)
        => RemoteAddress.WithoutCredentials(address).ShouldBe(expected);

    [Fact]
    public void Find_Configuration_ReadsTheUrlOfOriginOnly()
        => RemoteAddress.Find(
        [
            "[core]", "\turl = wrong", "[remote \"upstream\"]", "\turl = https://example.org/other",
            "[remote \"origin\"]", "\tfetch = +refs/heads/*:refs/remotes/origin/*", "\tURL = https://ann:s3cret@example.org/a.git", "[branch \"main\"]",
        ]).ShouldBe("https://example.org/a.git");

    [Fact]
    public void Find_NoOrigin_IsNull() => RemoteAddress.Find(["[remote \"upstream\"]", "url = x"]).ShouldBeNull();
}
