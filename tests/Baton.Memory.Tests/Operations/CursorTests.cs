using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Operations;

public sealed class CursorTests
{
    [Fact]
    public void Encode_ThenDecode_GivesTheParts()
    {
        var cursor = Cursors.Encode("kind", "a", "", "日本 😀");
        Cursors.TryDecode("kind", cursor, 3, out var parts).ShouldBeTrue();
        parts.ShouldBe(["a", "", "日本 😀"]);
        Cursors.TryDecode("other", cursor, 3, out _).ShouldBeFalse();
        Cursors.TryDecode("kind", cursor, 2, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryDecode_ADamagedCursor_IsRefusedAndNeverThrows()
    {
        var cursor = Cursors.Encode("kind", "h_01ARYZ6S410000000000000001", "42");
        Prop.ForAll(Gen.Choose(0, cursor.Length - 1).ToArbitrary(), Gen.Choose(32, 300).ToArbitrary(), (at, letter) =>
        {
            var damaged = cursor[..at] + (char)letter + cursor[(at + 1)..];
            return damaged == cursor || !Cursors.TryDecode("kind", damaged, 2, out _) || (at == cursor.Length - 1);
        }).Check(Repeatable.Config);
        Cursors.TryDecode("kind", "", 2, out _).ShouldBeFalse();
        Cursors.TryDecode("kind", new string('A', 5000), 2, out _).ShouldBeFalse();
    }

    [Fact]
    public void ListCursor_KeepsThePlaceExactly()
    {
        var place = new PagePosition(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero), "h_01ARYZ6S410000000000000001");
        ListCursor.Decode(ListCursor.Encode(place, "q"), "q").Value.ShouldBe(place);
        ListCursor.Decode(ListCursor.Encode(place, "q"), "r").Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.BadCursor);
        ListCursor.Decode(null, "q").Value.ShouldBeNull();
        ListCursor.Encode(null, "q").ShouldBeNull();
    }
}
