using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>A counter's key is scope value, server (unless the scope is principal or global), counter, window and align: what shares a budget and what does not.</summary>
public sealed class CounterKeyTests
{
    private const string Plain = "\"counter\":\"c\",\"window\":\"minute\",\"max\":5";

    [Theory]
    // One limit, another, and whether two calls of one caller share a budget.
    [InlineData(Plain, Plain, true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":60,\"max\":5", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":60.0,\"max\":5", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"PT1M\",\"max\":5", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"PT60S\",\"max\":5", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":9", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"align\":\"sliding\"", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"scope\":\"grant\"", true)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"cost\":{\"path\":\"args.n\"}", true)]
    [InlineData(Plain, "\"counter\":\"d\",\"window\":\"minute\",\"max\":5", false)]
    [InlineData(Plain, "\"counter\":\"C\",\"window\":\"minute\",\"max\":5", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"hour\",\"max\":5", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":61,\"max\":5", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"align\":\"calendar\"", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"scope\":\"server\"", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"scope\":\"principal\"", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"window\":\"minute\",\"max\":5,\"scope\":\"global\"", false)]
    [InlineData(Plain, "\"counter\":\"c\",\"concurrent\":5", false)]
    [InlineData("\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"align\":\"calendar\"", "\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"align\":\"calendar\",\"tz\":\"UTC\"", true)]
    [InlineData("\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"align\":\"calendar\"", "\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"align\":\"calendar\",\"tz\":\"Europe/Berlin\"", false)]
    [InlineData("\"counter\":\"c\",\"window\":\"day\",\"max\":5,\"align\":\"calendar\"", "\"counter\":\"c\",\"window\":\"week\",\"max\":5,\"align\":\"calendar\"", false)]
    [InlineData("\"counter\":\"c\",\"window\":\"week\",\"max\":5", "\"counter\":\"c\",\"window\":\"P7D\",\"max\":5", true)]
    [InlineData("\"counter\":\"c\",\"window\":\"month\",\"max\":5", "\"counter\":\"c\",\"window\":\"P31D\",\"max\":5", true)]
    [InlineData("\"counter\":\"c\",\"window\":\"month\",\"max\":5", "\"counter\":\"c\",\"window\":\"P30D\",\"max\":5", false)]
    public void Key_TwoLimits_ShareABudgetWhereTheirKeysAreOne(string one, string other, bool shared)
        => (Key(one) == Key(other)).ShouldBe(shared);

    [Theory]
    [InlineData("\"rate_limit\":\"10/minute\"", "t_rate", "/tools/t/limits/t_rate", "10")]
    [InlineData("\"rate_limit\":{\"max\":0.5,\"window\":60}", "t_rate", "/tools/t/limits/t_rate", "0.5")]
    [InlineData("\"rate_limit\":{\"max\":10,\"window\":\"PT5M\"}", "t_rate", "/tools/t/limits/t_rate", "10")]
    [InlineData("\"limits\":[{\"counter\":\"a/b\",\"window\":\"day\",\"max\":3}]", "a/b", "/tools/t/limits/a~1b", "3")]
    [InlineData("\"limits\":[{\"counter\":\"a~b\",\"window\":\"day\",\"max\":3}]", "a~b", "/tools/t/limits/a~0b", "3")]
    public void Limit_Form_HasItsCounterAndItsRule(string entry, string counter, string rule, string max)
    {
        var limit = Given.Entry($"{{{entry}}}").Decide(Given.Call()).Reservations.ShouldHaveSingleItem().Limit;
        (limit.Counter, limit.Rule, limit.Max, limit.Scope.ToString()).ShouldBe((counter, rule, decimal.Parse(max, System.Globalization.CultureInfo.InvariantCulture), "Grant"));
    }

    private static string Key(string limit) => Given.Entry($"{{\"limits\":[{{{limit}}}]}}").Decide(Given.Call("""{"n":1}""")).Reservations.ShouldHaveSingleItem().Key;
}
