using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>Time zones by their IANA names, which are never paths.</summary>
public sealed class TimeZoneTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("Etc/GMT+5")]
    [InlineData("Asia/Kathmandu")]
    public void Load_ZoneOfTheDatabase_IsKnown(string zone)
    {
        Given.Errors(Limit(zone)).ShouldBeEmpty();
        Given.Errors(Condition(zone)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Berlin")]
    [InlineData("Europe/berlin ")]
    [InlineData("Europe")]
    [InlineData("Europe/")]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("/etc/localtime")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("./Europe/Berlin")]
    [InlineData("Europe//Berlin")]
    [InlineData("Europe\\\\Berlin")]
    [InlineData("../../../etc/passwd")]
    [InlineData("Europe/Berlin\\u0000")]
    [InlineData("zone.tab")]
    [InlineData("tzdata.zi")]
    [InlineData("+05:00")]
    [InlineData("UTC+5")]
    public void Load_WhatIsNoZone_IsToldInBothPlaces(string zone)
    {
        var shown = zone.Replace("\\\\", "\\", StringComparison.Ordinal).Replace("\\u0000", "\0", StringComparison.Ordinal);
        foreach (var (document, pointer) in new[] { (Limit(zone), "/tools/t/limits/0/tz"), (Condition(zone), "/tools/t/require/0/conditions/0/tz") })
        {
            var error = Given.Errors(document).ShouldHaveSingleItem();
            (error.Code, error.Pointer, error.Message).ShouldBe(("time_zone", pointer, $"`{shown}` is not a time zone that is known here: write a name such as Europe/Berlin or UTC."));
        }
    }

    private static string Limit(string zone)
        => $$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","align":"calendar","max":5,"tz":"{{zone}}"}]} } }""";

    private static string Condition(string zone)
        => $$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"time.hour","op":"gte","value":9,"tz":"{{zone}}"}]}]} } }""";
}
