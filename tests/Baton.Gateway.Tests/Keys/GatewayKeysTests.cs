using System.Text;
using Baton.Gateway.Keys;

namespace Baton.Gateway.Tests.Keys;

/// <summary>What is encrypted opens for its own use, under its own name and with its own key, and for nothing else.</summary>
public sealed class GatewayKeysTests
{
    private static readonly byte[] Text = "token ü😀"u8.ToArray();
    private readonly KeyMaterial _secret = KeyMaterial.New();

    [Fact]
    public void Closed_Value_OpensUnderItsNameOnly()
    {
        var keys = new GatewayKeys(_secret);
        var box = keys.CloseCredentials("github", Text);

        keys.OpenCredentials("github", box).ShouldBe(Text);
        new GatewayKeys(_secret).OpenCredentials("github", box).ShouldBe(Text);
        keys.OpenCredentials("gitlab", box).ShouldBeNull();
        keys.OpenCredentials("", box).ShouldBeNull();
        keys.OpenArguments("github", box).ShouldBeNull("a credential is no argument");
        new GatewayKeys(KeyMaterial.New()).OpenCredentials("github", box).ShouldBeNull();
    }

    [Fact]
    public void Closed_Twice_DiffersEachTime_AndHoldsNothingReadable()
    {
        var keys = new GatewayKeys(_secret);
        var (one, two) = (keys.CloseArguments("a_1", Text), keys.CloseArguments("a_1", Text));
        one.ShouldNotBe(two);
        Encoding.Latin1.GetString(one).ShouldNotContain("token");
        one.Length.ShouldBe(Text.Length + 28);
    }

    [Fact]
    public void Closed_Value_WithAnyByteChanged_OrCutAnywhere_DoesNotOpen()
    {
        var keys = new GatewayKeys(_secret);
        var box = keys.CloseArguments("a_1", Text);
        for (var at = 0; at < box.Length; at++)
        {
            var changed = (byte[])box.Clone();
            changed[at] ^= 1;
            keys.OpenArguments("a_1", changed).ShouldBeNull($"byte {at}");
            keys.OpenArguments("a_1", box.AsSpan(0, at)).ShouldBeNull($"cut at {at}");
        }
        keys.OpenArguments("a_1", [.. box, 0]).ShouldBeNull();
        keys.OpenArguments("a_1", keys.CloseArguments("a_1", [])).ShouldBe([]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void KeyMaterial_OfAnotherLength_IsRefused(int length)
        => Should.Throw<ArgumentException>(() => new KeyMaterial(new byte[length])).Message.ShouldStartWith($"A key has 32 bytes, not {length}.");

    [Fact]
    public void Derive_IsStable_AndApartForEachUse()
    {
        var secret = new KeyMaterial(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());
        secret.Derive("a").ShouldBe(secret.Derive("a"));
        new[] { "a", "b", "" }.Select(use => Convert.ToHexString(secret.Derive(use))).ShouldBeUnique();
        secret.Derive("a").Length.ShouldBe(32);
    }

    [Theory]
    [InlineData(null, "/home/ada/.config/baton/audit.key", "/home/ada/.config/baton/secret.key", "/home/ada/.config/baton/bundle.key")]
    [InlineData("/run/keys/one", "/run/keys/one", "/run/keys/one", "/run/keys/one")]
    public void Folder_IsThePlatforms_OrWhatTheEnvironmentSays(string? said, string audit, string secret, string bundle)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Other separators.");
        string? Environment(string name) => name.StartsWith("BATON_", StringComparison.Ordinal) && name.EndsWith("_KEY_FILE", StringComparison.Ordinal) ? said : null;
        (KeyFolder.AuditKey(Environment, "/home/ada/.config"), KeyFolder.SecretKey(Environment, "/home/ada/.config"), KeyFolder.BundleKey(Environment, "/home/ada/.config")).ShouldBe((audit, secret, bundle));
    }
}
