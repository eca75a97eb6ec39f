using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Bundles;

/// <summary>Against RFC 8032, section 7.1, and against every change of a byte.</summary>
public sealed class Ed25519Tests
{
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Vectors_OfTheRfc_Hold(string seed, string key, string message, string signature)
    {
        Convert.ToHexStringLower(Ed25519.PublicKey(Convert.FromHexString(seed))).ShouldBe(key);
        Convert.ToHexStringLower(Ed25519.Sign(Convert.FromHexString(seed), Convert.FromHexString(message))).ShouldBe(signature);
        Ed25519.Verify(Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature)).ShouldBeTrue();
    }

    [Fact]
    public void Verify_AfterAnyByteChanged_Fails()
    {
        var seed = SHA256.HashData("a seed"u8);
        var key = Ed25519.PublicKey(seed);
        var message = Encoding.UTF8.GetBytes("hand this on");
        var signature = Ed25519.Sign(seed, message);
        Prop.ForAll(Gen.Choose(0, signature.Length + message.Length + key.Length - 1).ToArbitrary(), place =>
        {
            var (changedKey, changedMessage, changed) = ((byte[])[.. key], (byte[])[.. message], (byte[])[.. signature]);
            if (place < changed.Length) changed[place] ^= 1;
            else if (place < changed.Length + changedMessage.Length) changedMessage[place - changed.Length] ^= 1;
            else changedKey[place - changed.Length - changedMessage.Length] ^= 1;
            return !Ed25519.Verify(changedKey, changedMessage, changed);
        }).Check(Repeatable.Config.WithMaxTest(40));
    }

    [Fact]
    public void Verify_OfASignatureMadeToLookAnother_Fails()
    {
        var seed = SHA256.HashData("a seed"u8);
        var signature = Ed25519.Sign(seed, "text"u8);
        var order = System.Numerics.BigInteger.Parse("7237005577332262213973186563042994240857116359379907606001950938285454250989", System.Globalization.CultureInfo.InvariantCulture);
        var answer = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        byte[] malleable = [.. signature[..32], .. answer.ToByteArray(isUnsigned: true)];
        malleable.Length.ShouldBe(64);
        Ed25519.Verify(Ed25519.PublicKey(seed), "text"u8, malleable).ShouldBeFalse();
        Ed25519.Verify(Ed25519.PublicKey(seed), "text"u8, signature[..63]).ShouldBeFalse();
        Ed25519.Verify(new byte[31], "text"u8, signature).ShouldBeFalse();
    }
}
