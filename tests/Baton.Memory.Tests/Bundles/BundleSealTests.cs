using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tests.Bundles;

/// <summary>What is encrypted to one key: its bytes come back to that key, and to no other and after no change.</summary>
public sealed class BundleSealTests
{
    private static readonly BundleKey Bob = Key("bob");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100_000)]
    public void Decrypt_OfWhatWasEncrypted_GivesItsBytes(int length)
    {
        var plain = new byte[length];
        new Random(length).NextBytes(plain);
        var encrypted = BundleSeal.Encrypt(Bob.Identity, plain);
        encrypted.Length.ShouldBe(64 + 12 + 16 + length);
        BundleSeal.Decrypt(Bob, encrypted).Value.ShouldBe(plain);
    }

    [Fact]
    public void Encrypt_Twice_IsNeverTheSame()
    {
        var one = BundleSeal.Encrypt(Bob.Identity, "text"u8);
        var other = BundleSeal.Encrypt(Bob.Identity, "text"u8);
        one[..64].ShouldNotBe(other[..64]);
        one[64..76].ShouldNotBe(other[64..76]);
        one[^4..].ShouldNotBe(other[^4..]);
    }

    /// <summary>A byte of the point, the nonce, the tag and the text each.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(75)]
    [InlineData(76)]
    [InlineData(91)]
    [InlineData(92)]
    [InlineData(95)]
    public void Decrypt_AfterAByteChanged_IsRefused(int place)
    {
        var encrypted = BundleSeal.Encrypt(Bob.Identity, "text"u8);
        encrypted[place] ^= 1;
        Refused(BundleSeal.Decrypt(Bob, encrypted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(91)]
    [InlineData(92)]
    [InlineData(95)]
    public void Decrypt_OfLess_IsRefused(int length) => Refused(BundleSeal.Decrypt(Bob, BundleSeal.Encrypt(Bob.Identity, "text"u8)[..length]));

    [Fact]
    public void Decrypt_ByAnotherKey_IsRefused() => Refused(BundleSeal.Decrypt(Key("eve"), BundleSeal.Encrypt(Bob.Identity, "text"u8)));

    private static void Refused(Outcome<byte[]> outcome)
    {
        var failure = outcome.Failure.ShouldNotBeNull();
        (failure.Code, failure.Message).ShouldBe((FailureCode.Invalid, "The bundle cannot be decrypted: it was changed, or damaged."));
    }

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));
}
