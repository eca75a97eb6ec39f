using Baton.Gateway.Grants;

namespace Baton.Gateway.Tests.Grants;

public sealed class DialectChoiceTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "sovereign", "sovereign")]
    [InlineData("sovereign", null, "sovereign")]
    [InlineData("sovereign", "sovereign", "sovereign")]
    public void Of_WhatFits_IsTheGrantsOrTheOneAskedFor(string? own, string? asked, string? spoken)
        => DialectChoice.Of(Caller(own), asked).ShouldBe(new DialectChoice(spoken, null));

    [Theory]
    [InlineData("sovereign", "loaditout", "'sovereign'")]
    [InlineData("sovereign", "klingon", "'klingon'")]
    [InlineData(null, "Sovereign", "'Sovereign'")]
    public void Of_AnotherOrAnUnknownOne_IsRefused(string? own, string asked, string named)
    {
        var choice = DialectChoice.Of(Caller(own), asked);

        choice.Name.ShouldBeNull();
        choice.Refusal.ShouldNotBeNull().ShouldContain(named);
    }

    private static Caller Caller(string? dialect) => LocalGrant.Create().ToCaller() with { Dialect = dialect };
}
