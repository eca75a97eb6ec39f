using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>Durations, windows, weekdays and other small texts of documents.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("20s", 20)]
    [InlineData("30m", 1800)]
    [InlineData("1.5h", 5400)]
    [InlineData("7d", 604800)]
    [InlineData("2w", 1209600)]
    [InlineData("PT5M", 300)]
    [InlineData("P1DT1S", 86401)]
    public void Parse_Duration_IsRead(string text, double seconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("0s")]
    [InlineData("5 s")]
    [InlineData("s")]
    [InlineData("1..5s")]
    [InlineData("5y")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT")]
    [InlineData("367d")]
    [InlineData("99999999999999999999d")]
    public void Parse_NoDuration_IsRefused(string text) => Durations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("\"second\"", "1s")]
    [InlineData("\"month\"", "2678400s")]
    [InlineData("90", "90s")]
    [InlineData("\"PT5M\"", "300s")]
    [InlineData("\"day\",\"align\":\"calendar\"", "calendar:day:UTC")]
    [InlineData("\"week\",\"align\":\"calendar\",\"tz\":\"Europe/Berlin\"", "calendar:week:Europe/Berlin")]
    public void Limit_Window_HasItsKey(string window, string key)
        => Given.Decide($$"""{"limits":[{"counter":"c","max":1,"window":{{window}} }]}""", "{}").Reservations[0].Limit.WindowKey.ShouldBe(key);

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("\"1 minute\"")]
    [InlineData("\"PT0.5S\"")]
    [InlineData("99999999999")]
    [InlineData("90,\"align\":\"calendar\"")]
    [InlineData("\"day\",\"tz\":\"Europe/Berlin\"")]
    public void Limit_Window_ThatIsNone_IsAnError(string window)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","max":1,"window":{{window}} }]} } }""").ShouldNotBeEmpty();

    [Theory]
    [InlineData("\"10/minute\"", 10, "60s")]
    [InlineData("\"1/day\"", 1, "86400s")]
    [InlineData("{\"max\":3,\"window\":60}", 3, "60s")]
    public void RateLimit_Short_IsALimitOfTheGrant(string rate, int max, string window)
    {
        var reservation = Given.Decide($$"""{"rate_limit":{{rate}} }""", "{}").Reservations.ShouldHaveSingleItem();
        (reservation.Max, reservation.Limit.WindowKey, reservation.Limit.Counter, reservation.Limit.Rule, reservation.Scope)
            .ShouldBe((max, window, "t_rate", "/tools/t/limits/t_rate", LimitScope.Grant));
    }

    [Theory]
    [InlineData("monday", false)]
    [InlineData("Wednesday", true)]
    [InlineData("wed", true)]
    public void Weekday_Name_IsReadInAnyForm(string name, bool holds)
    {
        var outcome = Given.Decide($$"""{"require":[{"conditions":[{"path":"time.weekday","op":"eq","value":"{{name}}"}]}]}""", "{}").Outcome;
        (outcome == Policy.Decisions.DecisionOutcome.Allow).ShouldBe(holds);
    }

    [Theory]
    [InlineData("defualt", "default")]
    [InlineData("requires", "require")]
    [InlineData("MODE", "mode")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void Find_Nearest_IsWithinAThird(string word, string? expected)
        => Nearest.Find(word, ["default", "require", "mode", "deny_if"]).ShouldBe(expected);

    [Theory]
    [InlineData("a/b~c", "/a~1b~0c")]
    [InlineData("", "/")]
    public void Of_Pointer_EscapesAndReadsBack(string name, string pointer)
    {
        Pointer.Of("", name).ShouldBe(pointer);
        Pointer.Parts(pointer).ShouldBe([name]);
    }
}
