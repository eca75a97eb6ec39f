using Baton.Memory.Ids;
using Baton.Memory.Storage;
using Baton.TestSupport;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Ids;

/// <summary>ULIDs against the specification's arithmetic: 48 bits of milliseconds and 80 of randomness in Crockford's base 32.</summary>
public sealed class UlidTests
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Theory]
    [InlineData(0, "0000000000")]
    [InlineData(1, "0000000001")]
    [InlineData(31, "000000000Z")]
    [InlineData(32, "0000000010")]
    [InlineData(281474976710655, "7ZZZZZZZZZ")]
    [InlineData(1469918176385, "01ARYZ6S41")]
    public void Encode_Milliseconds_AreTheFirstTen(long milliseconds, string text) => Ulid.Encode(milliseconds, new byte[10])[..10].ShouldBe(text);

    [Theory]
    [InlineData("00000000000000000000", "0000000000000000")]
    [InlineData("00000000000000000001", "0000000000000001")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", "ZZZZZZZZZZZZZZZZ")]
    [InlineData("80000000000000000000", "G000000000000000")]
    [InlineData("0000000001FFFFFFFFFF", "00000001ZZZZZZZZ")]
    public void Encode_Randomness_IsTheLastSixteen(string hex, string text) => Ulid.Encode(0, Convert.FromHexString(hex))[10..].ShouldBe(text);

    [Fact]
    public void Encode_Any_DecodesToItsBitsAndSortsAsTheyDo()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), seeds =>
        {
            var (one, other) = (Sample(seeds.Item1), Sample(seeds.Item2));
            Decoded(one.Text).ShouldBe((one.Milliseconds, Convert.ToHexString(one.Entropy)));
            Math.Sign(string.CompareOrdinal(one.Text, other.Text)).ShouldBe(Math.Sign(Compared(one, other)));
        }).Check(Repeatable.Config.WithMaxTest(100));

    [Theory]
    [InlineData("00000000000000000000", "00000000000000000001", true)]
    [InlineData("000000000000000000FF", "00000000000000000100", true)]
    [InlineData("00FFFFFFFFFFFFFFFFFF", "01000000000000000000", true)]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", "00000000000000000000", false)]
    public void TryIncrement_AddsOne_UntilThereIsNoMore(string before, string after, bool isThere)
    {
        var entropy = Convert.FromHexString(before);
        Ulid.TryIncrement(entropy).ShouldBe(isThere);
        Convert.ToHexString(entropy).ShouldBe(after);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(Letters, true)]
    [InlineData("I", false)]
    [InlineData("L", false)]
    [InlineData("O", false)]
    [InlineData("U", false)]
    [InlineData("a", false)]
    [InlineData("0-1", false)]
    [InlineData("０", false)]
    public void IsAlphabet_OfLetters_IsCrockfords(string text, bool expected) => Ulid.IsAlphabet(text).ShouldBe(expected);

    [Theory]
    [InlineData("h_00000000000000000000000000", 0)]
    [InlineData("h_00000000000000000000000001", 1)]
    [InlineData("m_0000000000000000000000000Z", 31)]
    [InlineData("m_ZZZZZZZZZZZZZZZZZZZZZZZZZZ", 4_503_599_627_370_495)]
    [InlineData("t_01ARYZ6S410000000000000010", 32)]
    public void Number_OfAnId_IsItsLast52Bits(string id, long number) => Ulid.Number(id).ShouldBe(number);

    [Theory]
    [InlineData(RecordKind.Handoff, "h_")]
    [InlineData(RecordKind.Memory, "m_")]
    [InlineData(RecordKind.Task, "t_")]
    [InlineData(RecordKind.Archive, "a_")]
    [InlineData(RecordKind.Notice, "n_")]
    public void Next_OfAKind_BeginsWithItsLetter_AndReadsBackAsItself(RecordKind kind, string prefix)
    {
        var id = new IdGenerator(new ManualTimeProvider(), bytes => bytes.Fill(7)).Next(kind);
        (id[..2], id.Length, RecordIds.PrefixOf(kind)).ShouldBe((prefix, RecordIds.Length, prefix));
        RecordIds.TryNormalise(id.ToLowerInvariant(), out var whole, out var read).ShouldBeTrue();
        (whole, read).ShouldBe((id, kind));
    }

    [Theory]
    [InlineData("h_01ſ")]
    [InlineData("ｈ_01AR")]
    [InlineData("h_01AR YZ")]
    [InlineData("h_01AR\nYZ")]
    [InlineData("h__1ARYZ")]
    [InlineData("hh_1ARYZ")]
    [InlineData("_h01ARYZ")]
    [InlineData("h_01ARYZ\0")]
    public void TryNormalise_WhatOnlyLooksLikeOne_IsNone(string text) => RecordIds.TryNormalise(text, out _, out _).ShouldBeFalse();

    /// <summary>Where the randomness of a millisecond is used up, the next one is begun early: order is kept and nothing repeats.</summary>
    [Fact]
    public void Next_AtTheEndOfTheRandomness_GoesOnInTheNextMillisecond()
    {
        var fills = new Queue<byte>([0xFF, 0x00, 0x10]);
        var clock = new ManualTimeProvider();
        var ids = new IdGenerator(clock, bytes => bytes.Fill(fills.Dequeue()));
        var first = ids.NextUlid();
        var second = ids.NextUlid();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var third = ids.NextUlid();
        var (was, then) = (Decoded(first).Milliseconds, Decoded(second).Milliseconds);
        then.ShouldBe(was + 1);
        Decoded(third).ShouldBe((was + 1, "00000000000000000001"));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Decoded(ids.NextUlid()).ShouldBe((was + 2, "10101010101010101010"));
    }

    private static (long Milliseconds, byte[] Entropy, string Text) Sample(int seed)
    {
        var random = new Random(seed);
        var entropy = new byte[10];
        random.NextBytes(entropy);
        var milliseconds = random.NextInt64(1L << 48);
        return (milliseconds, entropy, Ulid.Encode(milliseconds, entropy));
    }

    private static int Compared((long Milliseconds, byte[] Entropy, string Text) one, (long Milliseconds, byte[] Entropy, string Text) other)
        => one.Milliseconds != other.Milliseconds ? one.Milliseconds.CompareTo(other.Milliseconds) : one.Entropy.AsSpan().SequenceCompareTo(other.Entropy);

    private static (long Milliseconds, string Entropy) Decoded(string text)
    {
        var number = System.Numerics.BigInteger.Zero;
        foreach (var letter in text) number = (number * 32) + Letters.IndexOf(letter, StringComparison.Ordinal);
        var entropy = (number & ((System.Numerics.BigInteger.One << 80) - 1)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return ((long)(number >> 80), Convert.ToHexString([.. new byte[10 - entropy.Length], .. entropy]));
    }
}
