using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>The instant of a test's call: RFC 3339, in every spelling it has, and nothing that leaves the offset open.</summary>
public sealed class TestInstantTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00.0000000+00:00")]
    [InlineData("2026-03-01t12:00:00z", "2026-03-01T12:00:00.0000000+00:00")]
    [InlineData("2026-03-01 12:00:00Z", "2026-03-01T12:00:00.0000000+00:00")]
    [InlineData("2026-03-01T12:00:00+02:00", "2026-03-01T10:00:00.0000000+00:00")]
    [InlineData("2026-03-01T00:30:00+05:45", "2026-02-28T18:45:00.0000000+00:00")]
    [InlineData("2026-03-01T12:00:00-00:00", "2026-03-01T12:00:00.0000000+00:00")]
    [InlineData("2026-03-01T12:00:00+23:59", "2026-02-28T12:01:00.0000000+00:00")]
    [InlineData("2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.5000000+00:00")]
    [InlineData("2026-03-01T12:00:00.1234567Z", "2026-03-01T12:00:00.1234567+00:00")]
    [InlineData("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.1234567+00:00")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    public void Load_Instant_IsThatOfUtc(string text, string utc)
        => Given.Load(Document(text)).Document!.Tests.ShouldHaveSingleItem().Call.At!.Value.ToString("o").ShouldBe(utc);

    [Theory]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:60:00Z")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-01T12:00:00Z")]
    [InlineData("0000-01-01T12:00:00Z")]
    [InlineData("26-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.Z")]
    [InlineData("2026-03-01T12:00:00,5Z")]
    [InlineData("2026-03-01T12:00:00+2:00")]
    [InlineData("2026-03-01T12:00:00+0200")]
    [InlineData("2026-03-01T12:00:00+24:00")]
    [InlineData("2026-03-01T12:00:00 Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("٢٠٢٦-03-01T12:00:00Z")]
    [InlineData("now")]
    [InlineData("")]
    public void Load_WhatIsNoInstant_SaysHowOneIsWritten(string text)
    {
        var error = Given.Errors(Document(text)).ShouldHaveSingleItem();
        (error.Code, error.Pointer, error.Message).ShouldBe(("test", "/tests/0/call/at", $"`{text}` is not an instant: write 2026-03-01T12:00:00Z."));
    }

    [Theory]
    // The clock of a test is that of its policy's zones.
    [InlineData("2026-03-01T23:30:00Z", "UTC", 23, 7)]
    [InlineData("2026-03-01T23:30:00Z", "Europe/Berlin", 0, 1)]
    [InlineData("2026-03-01T23:30:00+02:00", "UTC", 21, 7)]
    [InlineData("2026-07-01T12:00:00Z", "America/New_York", 8, 3)]
    [InlineData("2026-01-01T12:00:00Z", "America/New_York", 7, 4)]
    [InlineData("2026-03-01T12:00:00Z", "Asia/Kathmandu", 17, 7)]
    public void Run_TestAtAnInstant_SeesTheHourAndTheDayOfTheZone(string at, string zone, int hour, int weekday)
    {
        var rule = $$"""{"conditions":[{"path":"time.hour","op":"eq","value":{{hour}},"tz":"{{zone}}"},{"path":"time.weekday","op":"eq","value":{{weekday}},"tz":"{{zone}}"}]}""";
        var policy = Given.Policy($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{{rule}}]} },"tests":[{"name":"n","call":{"tool":"t","at":"{{at}}"},"expect":"allow"}]}""");
        Policy.Cases.PolicyCases.Run(policy).ShouldHaveSingleItem().Pass.ShouldBeTrue();
    }

    private static string Document(string at) => $$"""{"version":"1","default":"allow","tests":[{"name":"n","call":{"tool":"t","at":"{{at}}"},"expect":"allow"}]}""";
}
