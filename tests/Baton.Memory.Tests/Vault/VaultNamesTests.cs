using Baton.Memory.Vault;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Vault;

public sealed class VaultNamesTests
{
    [Theory]
    [InlineData("deploy-2", "deploy-2")]
    [InlineData("v1.2_rc", "v1.2_rc")]
    [InlineData("../../evil", "%2E.%2F..%2Fevil")]
    [InlineData("/etc/passwd", "%2Fetc%2Fpasswd")]
    [InlineData("C:\\x", "C%3A%5Cx")]
    [InlineData(".hidden", "%2Ehidden")]
    [InlineData("tail.", "tail%2E")]
    [InlineData("tail ", "tail%20")]
    [InlineData("con", "%63on")]
    [InlineData("NUL.txt", "%4EUL.txt")]
    [InlineData("com7", "%63om7")]
    [InlineData("console", "console")]
    [InlineData("ü", "%C3%BC")]
    [InlineData("50%", "50%25")]
    public void Encode_OfAText_IsAPlainName(string text, string name) => VaultNames.Encode(text).ShouldBe(name);

    [Fact]
    public void Encode_LongTexts_AreCutAndStayApart()
    {
        var one = VaultNames.Encode(new string('ü', 200));
        var other = VaultNames.Encode(new string('ü', 199) + "x");
        one.Length.ShouldBeLessThanOrEqualTo(100);
        one.ShouldNotBe(other);
        one.Split('~')[0].Length.ShouldBe(one.Split('~')[0].Length / 3 * 3, "no percent sign without its digits");
    }

    [Fact]
    public void Encode_AnyText_NamesOneFileAndNothingElse()
    {
        const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.%~";
        Check.One(Repeatable.Config, Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), given =>
        {
            var name = VaultNames.Encode(given.Get);
            return name.Length is > 0 and <= 100 && name.All(letter => Allowed.Contains(letter)) && name[0] != '.' && name[^1] != '.';
        }));
    }
}
