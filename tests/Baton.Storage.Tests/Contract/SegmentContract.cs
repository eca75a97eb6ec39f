using System.Text;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>Bytes of bodies are kept once under their hash, come back as they were, and go when nothing refers to them any more.</summary>
public abstract class SegmentContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Zeile\r\n日本 🎌\u0000\uFEFF")]
    public async Task PutSegmentAsync_AnyBytes_AreKeptUnderTheirHash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = await Store.WriteAsync(writer => writer.PutSegmentAsync(bytes));
        hash.ShouldBe(Bodies.Sha256(bytes));
        (await Store.ReadAsync(reader => reader.ReadSegmentAsync(hash))).ToArray().ShouldBe(bytes);
        (await Store.WriteAsync(writer => writer.PutSegmentAsync(bytes))).ShouldBe(hash);
    }

    [Fact]
    public async Task PutSegmentAsync_BytesThatAreNoText_ComeBackAsTheyWere()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var hash = await Store.WriteAsync(writer => writer.PutSegmentAsync(bytes));
        (await Store.ReadAsync(reader => reader.ReadSegmentAsync(hash))).ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task PutSegmentAsync_InATransactionThatFails_IsNotKept()
    {
        string? hash = null;
        await Store.WriteAsync<bool>(async writer =>
        {
            hash = await writer.PutSegmentAsync("gone"u8.ToArray());
            return new Baton.Memory.Outcomes.Failure("invalid", "no");
        }, default);
        await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadSegmentAsync(hash!)));
    }

    [Fact]
    public async Task ReadBodyAsync_TheSameSegmentTwice_IsThereTwice()
    {
        var body = await Store.WriteAsync(async writer => new StoredBody(
            [await writer.PutSegmentAsync("ab"u8.ToArray()), await writer.PutSegmentAsync("c"u8.ToArray()), await writer.PutSegmentAsync("ab"u8.ToArray())], 5, Bodies.Sha256("abcab"u8)));
        Encoding.UTF8.GetString((await Store.ReadAsync(reader => reader.ReadBodyAsync(body))).Span).ShouldBe("abcab");
    }

    [Theory]
    [InlineData(5, "abcde", false)]
    [InlineData(4, "abcd", true)]
    [InlineData(4, "abcx", false)]
    public async Task ReadBodyAsync_OfAnotherLengthOrHash_IsDamaged(long bytes, string hashed, bool isSound)
    {
        var body = await Store.WriteAsync(async writer => new StoredBody([await writer.PutSegmentAsync("abcd"u8.ToArray())], bytes, Bodies.Sha256(Encoding.UTF8.GetBytes(hashed))));
        if (isSound) Encoding.UTF8.GetString((await Store.ReadAsync(reader => reader.ReadBodyAsync(body))).Span).ShouldBe("abcd");
        else (await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadBodyAsync(body)))).Message.ShouldContain("no longer has its hash");
    }

    [Fact]
    public async Task PurgeAsync_TheLastThatRefersToASegment_TakesItAlong()
    {
        var shared = await BodyAsync("shared by both");
        var own = await BodyAsync("of one alone");
        await Store.PutAsync(HandOff("h_01A") with { Body = shared }, HandOff("h_01A").Next() with { Body = own }, HandOff("h_01B") with { Body = shared });
        (await Store.WriteAsync(writer => writer.PurgeAsync(["h_01A"], "", By(), Start))).Segments.ShouldBe(1);
        (await Store.ReadAsync(reader => reader.ReadBodyAsync(shared))).Length.ShouldBe(14);
        await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadSegmentAsync(own.Segments[0])));
        (await Store.WriteAsync(writer => writer.PurgeAsync(["h_01B"], "", By(), Start))).Segments.ShouldBe(1);
        await Should.ThrowAsync<StoreUnavailableException>(() => Store.ReadAsync(reader => reader.ReadSegmentAsync(shared.Segments[0])));
    }

    [Fact]
    public async Task PutSegmentAsync_ByManyAtOnce_KeepsOne()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Store.WriteAsync(writer => writer.PutSegmentAsync("the same"u8.ToArray()))));
        hashes.Distinct().ShouldHaveSingleItem();
    }

    private Task<StoredBody> BodyAsync(string text) => Store.WriteAsync(async writer =>
    {
        var hash = await writer.PutSegmentAsync(Encoding.UTF8.GetBytes(text));
        return new StoredBody([hash], Encoding.UTF8.GetByteCount(text), hash);
    });
}
