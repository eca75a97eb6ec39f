using Baton.Memory.Outcomes;
using Baton.Memory.Search.Results;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Results;

public sealed class SearchCursorTests
{
    [Fact]
    public void Decode_WhatWasEncoded_KnowsExactlyTheRecordsOfAllPages()
        => Prop.ForAll(Gen.Choose(0, 200).Select(number => $"m_{number:D6}").ListOf().ListOf().ToArbitrary(), pages =>
        {
            var (shown, all) = (ShownRecords.None, new HashSet<string>());
            foreach (var page in pages)
            {
                if (SearchCursor.Encode("q", shown, page) is not { } cursor) return;
                all.UnionWith(page);
                shown = SearchCursor.Decode(cursor, "q").Value;
            }
            shown.Count.ShouldBe(all.Count);
            for (var number = 0; number <= 200; number++) shown.Contains($"m_{number:D6}").ShouldBe(all.Contains($"m_{number:D6}"));
        }).Check(Repeatable.Config.WithMaxTest(60));

    [Theory]
    [InlineData(399, true)]
    [InlineData(400, false)]
    public void Encode_WhenEnoughWasShown_GoesOnNoFurther(int shown, bool goesOn)
        => (SearchCursor.Encode("q", ShownRecords.None, Enumerable.Range(0, shown).Select(number => $"m_{number}")) is not null).ShouldBe(goesOn);

    [Fact]
    public void Decode_NoCursor_HasShownNothing() => SearchCursor.Decode(null, "q").Value.Count.ShouldBe(0);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("....")]
    [InlineData("bGlzdDp4Onk")]
    public void Decode_AnotherText_IsRefused(string cursor)
    {
        var failure = SearchCursor.Decode(cursor, "q").Failure.ShouldNotBeNull();
        (failure.Code, failure.Message).ShouldBe((FailureCode.BadCursor, "The cursor is not one of a search, or it is damaged."));
    }

    [Fact]
    public void Decode_ForAnotherQuestion_IsRefused()
        => SearchCursor.Decode(SearchCursor.Encode("q", ShownRecords.None, ["m_1"]), "other").Failure!.Message.ShouldBe("The cursor belongs to another search.");

    [Fact]
    public void Decode_AnyDamage_IsRefusedOrStillACursor()
    {
        var cursor = SearchCursor.Encode("q", ShownRecords.None, Enumerable.Range(0, 20).Select(number => $"m_{number}"))!;
        Prop.ForAll(Gen.Zip(Gen.Choose(0, cursor.Length - 1), Gen.Choose(32, 126)).ToArbitrary(), change =>
        {
            var damaged = cursor[..change.Item1] + (char)change.Item2 + cursor[(change.Item1 + 1)..];
            var decoded = SearchCursor.Decode(damaged, "q");
            if (decoded.Succeeded) decoded.Value.Count.ShouldBeLessThanOrEqualTo(20);
            else decoded.Failure!.Code.ShouldBe(FailureCode.BadCursor);
        }).Check(Repeatable.Config.WithMaxTest(300));
    }
}
