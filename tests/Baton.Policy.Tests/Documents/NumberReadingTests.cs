using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>Numbers of a document: the same number in every spelling, its bounds, and the words beyond them.</summary>
public sealed class NumberReadingTests
{
    [Theory]
    // The spellings of one number, wherever a whole number stands: `1` is `1.0` and `1e0`.
    [InlineData("\"result\":{\"max_bytes\":@}", "1000 1000.0 1e3 1.0E+3 10000e-1")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"concurrent\":@}]", "5 5.0 5e0 0.5e1 50e-1")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":@,\"max\":1}]", "60 60.0 6e1 600e-1")]
    [InlineData("\"rate_limit\":{\"max\":3,\"window\":@}", "60 60.0 6e1")]
    [InlineData("\"rate_limit\":{\"max\":@,\"window\":60}", "3 3.0 3e0 0.3e1")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":@}]", "0.5 5e-1 0.50")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":9,\"cost\":{\"path\":\"args.a\"},\"min_cost\":@}]", "0.01 1e-2 0.010")]
    [InlineData("\"require\":[{\"conditions\":[{\"path\":\"time.weekday\",\"op\":\"eq\",\"value\":@}]}]", "1 1.0 1e0 10e-1")]
    [InlineData("\"require\":[{\"conditions\":[{\"path\":\"args.u\",\"op\":\"url\",\"value\":{\"port\":@}}]}]", "443 443.0 4.43e2")]
    [InlineData("\"require\":[{\"conditions\":[{\"path\":\"args.u\",\"op\":\"length\",\"value\":{\"lte\":@}}]}]", "20 20.0 2e1")]
    public void Load_NumberInAnySpelling_IsThatNumber(string part, string spellings)
    {
        var all = spellings.Split(' ').Select(spelling => Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{ {{part.Replace("@", spelling, StringComparison.Ordinal)}} } } }""")).ToArray();
        foreach (var result in all)
        {
            result.Problems.Where(problem => problem.IsError).ShouldBeEmpty();
            result.Document.ShouldBe(all[0].Document);
        }
    }

    [Theory]
    [InlineData("\"max_bytes\":0", "0 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":-1", "-1 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":1.5", "1.5 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":2147483648", "2147483648 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":1e300", "1e300 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":1e-1", "1e-1 is out of bounds: a whole number from 1 to 2147483647 is expected.")]
    [InlineData("\"max_bytes\":\"5\"", "a whole number is expected here, not a string (5).")]
    [InlineData("\"max_bytes\":null", "a whole number is expected here, not null.")]
    public void Load_WholeNumberOutOfBounds_SaysTheBounds(string part, string message)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"result":{ {{part}} } } } }""").ShouldHaveSingleItem();
        (error.Pointer, error.Message).ShouldBe(("/tools/t/result/max_bytes", message));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-0.0000001")]
    [InlineData("1.0000000000000001e15")]
    [InlineData("1e16")]
    [InlineData("1e-16")]
    [InlineData("0.12345678901234567890123456789")]
    public void Load_BudgetOutOfBounds_SaysTheBounds(string max)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":{{max}} }]} } }""").Single(found => found.Code == "number");
        (error.Pointer, error.Message).ShouldBe(("/tools/t/limits/0/max", $"{max} is out of bounds: a number from 0 to 1e15 with at most 28 digits is expected."));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1e15")]
    [InlineData("1e-15")]
    [InlineData("999999999999999.9999999999999")]
    public void Load_BudgetAtItsBounds_IsTaken(string max)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":{{max}} }]} } }""").ShouldBeEmpty();

    [Theory]
    // A window is whole seconds from one second to 366 days.
    [InlineData("0")]
    [InlineData("-60")]
    [InlineData("0.5")]
    [InlineData("60.5")]
    [InlineData("31622401")]
    [InlineData("1e9")]
    [InlineData("1e300")]
    public void Load_WindowOutOfBounds_IsToldAsItStands(string window)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":{{window}},"max":1}]} } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer).ShouldBe(("window", "/tools/t/limits/0/window"));
        error.Message.ShouldStartWith($"`{window}` is not a window");
    }

    [Theory]
    [InlineData("1e401", PolicyFormat.Json)]
    [InlineData("1e401", PolicyFormat.Yaml)]
    [InlineData("-1e-401", PolicyFormat.Json)]
    [InlineData("11111111111111111111111111111111111111111111111111111111111111111", PolicyFormat.Json)]
    [InlineData("1.1111111111111111111111111111111111111111111111111111111111111111", PolicyFormat.Yaml)]
    public void Load_NumberBeyondAllBounds_IsToldOnceWhereverItStands(string number, PolicyFormat format)
    {
        foreach (var (place, document) in new[]
        {
            ("/tools/t/deny_if/0/conditions/0/value", "\"deny_if\": [{\"conditions\": [{\"path\": \"args.a\", \"op\": \"eq\", \"value\": @}]}]"),
            ("/tools/t/arguments/properties/a/maximum", "\"arguments\": {\"properties\": {\"a\": {\"maximum\": @}}}"),
        })
        {
            var error = Given.Errors($"{{\"version\": \"1\", \"default\": \"deny\", \"tools\": {{\"t\": {{{document.Replace("@", number, StringComparison.Ordinal)}}}}}}}", format).First(found => found.Code == "number");
            (error.Pointer, error.Message).ShouldBe((place, "A number may have 64 digits and an exponent of 400 at most."));
        }
    }
}
