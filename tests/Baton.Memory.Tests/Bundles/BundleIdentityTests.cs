using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Bundles;

/// <summary>A key as text: read as it was written, and refused where a slip of the pen made it no key, before anything is encrypted to nobody.</summary>
public sealed class BundleIdentityTests
{
    private static readonly BundleKey Alice = Key("alice");

    [Fact]
    public void ToString_HasTheTwoHalvesBehindItsName()
    {
        var text = Alice.Identity.ToString();
        text.ShouldStartWith("baton1-");
        var bytes = Base64Url.DecodeFromChars(text.AsSpan(7));
        bytes.Length.ShouldBe(96);
        bytes[..32].ShouldBe(Ed25519.PublicKey(SHA256.HashData(Encoding.UTF8.GetBytes("alice signs"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("baton1-")]
    [InlineData("baton1-AAAA")]
    [InlineData("baton2-AAAA")]
    [InlineData("BATON1-AAAA")]
    [InlineData("baton1-日本")]
    [InlineData("bt_abc_def")]
    public void Parse_WhatIsNoKey_IsNull(string text) => BundleIdentity.Parse(text).ShouldBeNull();

    [Fact]
    public void Parse_OfZeros_IsNull_ForThatIsNoPoint() => BundleIdentity.Parse("baton1-" + Base64Url.EncodeToString(new byte[96])).ShouldBeNull();

    [Theory]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(95)]
    public void Parse_OfAPointOffTheCurve_IsNull(int place)
    {
        var bytes = Bytes(Alice);
        bytes[place] ^= 1;
        BundleIdentity.Parse("baton1-" + Base64Url.EncodeToString(bytes)).ShouldBeNull();
    }

    [Fact]
    public void Parse_OfASigningHalfThatIsNoPoint_IsNull()
    {
        var bytes = Bytes(Alice);
        var slips = Enumerable.Range(0, 32).Select(place =>
        {
            var changed = bytes.ToArray();
            changed[place] ^= 1;
            return (Parsed: BundleIdentity.Parse("baton1-" + Base64Url.EncodeToString(changed)), IsKey: Ed25519.IsKey(changed.AsSpan(0, 32)));
        }).ToList();
        foreach (var slip in slips) (slip.Parsed is not null).ShouldBe(slip.IsKey);
        slips.ShouldContain(slip => slip.Parsed == null);
    }

    [Fact]
    public void Parse_OfAnyKeysText_IsThatKey()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var key = Key($"key {seed}");
            var read = BundleIdentity.Parse($" {key.Identity}\r\n").ShouldNotBeNull();
            read.ShouldBe(key.Identity);
            read.GetHashCode().ShouldBe(key.Identity.GetHashCode());
            read.ToString().ShouldBe(key.Identity.ToString());
        }).Check(Repeatable.Config.WithMaxTest(6));

    [Fact]
    public void Equals_OfAnother_IsFalse()
    {
        Alice.Identity.Equals(Key("bob").Identity).ShouldBeFalse();
        Alice.Identity.Equals(null).ShouldBeFalse();
        Alice.Identity.Equals((object)"baton1-").ShouldBeFalse();
        Alice.Identity.Equals((object)Key("alice").Identity).ShouldBeTrue();
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(0, false)]
    public void IsKey_OfBytes_NeedsThirtyTwo(int length, bool isKey)
        => Ed25519.IsKey(((byte[])[.. Ed25519.PublicKey(new byte[32]), 0])[..length]).ShouldBe(isKey);

    private static byte[] Bytes(BundleKey key) => Base64Url.DecodeFromChars(key.Identity.ToString().AsSpan(7));

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));
}
