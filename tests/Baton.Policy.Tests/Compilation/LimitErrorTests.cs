using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>Limits that cannot be kept as written, each with its place and what to write instead; and whose budget each scope is.</summary>
public sealed class LimitErrorTests
{
    [Theory]
    [InlineData("""{"counter":"","window":"day","max":1}""", "limit", "", "A counter has a name of 1 to 128 characters.")]
    [InlineData("""{"counter":"c","max":1}""", "missing_key", "", "`window` is missing: say over what time `max` reaches, for example \"day\"; or limit `concurrent` calls.")]
    [InlineData("""{"counter":"c","window":"day"}""", "missing_key", "", "`max` is missing: a limit without a bound never counts.")]
    [InlineData("""{"counter":"c","window":"day","max":-0.01}""", "number", "/max", "-0.01 is out of bounds: a number from 0 to 1e15 with at most 28 digits is expected.")]
    [InlineData("""{"counter":"c","window":"day","max":1000000000000001}""", "number", "/max", "is out of bounds")]
    [InlineData("""{"counter":"c","window":"day","max":0.00000000000000000000000000001}""", "number", "/max", "is out of bounds")]
    [InlineData("""{"counter":"c","window":"day","max":1,"min_cost":-1}""", "number", "/min_cost", "is out of bounds")]
    [InlineData("""{"counter":"c","window":"day","max":"1"}""", "wrong_type", "/max", "a number is expected here, not a string (1).")]
    [InlineData("""{"counter":"c","concurrent":1.5}""", "number", "/concurrent", "1.5 is out of bounds: a whole number from 0 to 1000000 is expected.")]
    [InlineData("""{"counter":"c","concurrent":1000001}""", "number", "/concurrent", "is out of bounds")]
    [InlineData("""{"counter":"c","concurrent":-1}""", "number", "/concurrent", "is out of bounds")]
    [InlineData("""{"counter":"c","concurrent":1,"window":"day"}""", "limit", "/concurrent", "`concurrent` stands instead of window, align, max, cost and min_cost: make two limits.")]
    [InlineData("""{"counter":"c","concurrent":1,"max":1}""", "limit", "/concurrent", "make two limits")]
    [InlineData("""{"counter":"c","concurrent":1,"cost":{"path":"args.n"}}""", "limit", "/concurrent", "make two limits")]
    [InlineData("""{"counter":"c","concurrent":1,"min_cost":1}""", "limit", "/concurrent", "make two limits")]
    [InlineData("""{"counter":"c","concurrent":1,"align":"calendar"}""", "limit", "/concurrent", "make two limits")]
    [InlineData("""{"counter":"c","window":"day","max":1,"scope":"session"}""", "session_scope", "/scope", "Callers of the stateless era have no session: name another scope as `else`, for example \"else\": \"grant\".")]
    [InlineData("""{"counter":"c","window":"day","max":1,"scope":"session","else":"session"}""", "session_scope", "/scope", "have no session")]
    [InlineData("""{"counter":"c","window":"day","max":1,"scope":"grant","else":"server"}""", "limit", "/else", "`else` belongs to the scope \"session\": remove it.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"else":"server"}""", "limit", "/else", "`else` belongs to the scope \"session\": remove it.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"scope":"user"}""", "unknown_word", "/scope", "`user` is not one of \"grant\", \"session\", \"principal\", \"server\", \"global\"")]
    [InlineData("""{"counter":"c","window":"day","max":1,"align":"calender"}""", "unknown_word", "/align", "did you mean `calendar`?")]
    [InlineData("""{"counter":"c","window":3600,"max":1,"align":"calendar"}""", "window", "/window", "A calendar window is one of second, minute, hour, day, week, month.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"tz":"UTC"}""", "limit", "/tz", "`tz` belongs to \"align\": \"calendar\": a sliding window has no zone.")]
    [InlineData("""{"counter":"c","window":"days","max":1}""", "window", "/window", "`days` is not a window: did you mean `day`? Write second, minute, hour, day, week, month, a number of seconds, or a duration such as PT5M, up to a year.")]
    [InlineData("""{"counter":"c","window":0,"max":1}""", "window", "/window", "`0` is not a window")]
    [InlineData("""{"counter":"c","window":31622401,"max":1}""", "window", "/window", "`31622401` is not a window")]
    [InlineData("""{"counter":"c","window":"PT0.9S","max":1}""", "window", "/window", "`PT0.9S` is not a window")]
    [InlineData("""{"counter":"c","window":"P367D","max":1}""", "window", "/window", "`P367D` is not a window")]
    [InlineData("""{"counter":"c","window":true,"max":1}""", "wrong_type", "/window", "A word such as \"minute\", a number of seconds or a duration such as \"PT5M\" is expected here, not true or false.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"cost":{"path":"caller.grant"}}""", "path", "/cost/path", "A cost stands in the arguments: write a path that begins with args.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"cost":{"path":"args.n[any]"}}""", "path", "/cost/path", "A cost cannot be that of some element: write [*] for the sum of all.")]
    [InlineData("""{"counter":"c","window":"day","max":1,"cost":{"path":"n"}}""", "path", "/cost/path", "`n` is not a path")]
    [InlineData("""{"counter":"c","window":"day","max":1,"cost":{}}""", "missing_key", "/cost", "`path` is missing")]
    [InlineData("""{"counter":"c","window":"day","max":1,"cost":"args.n"}""", "wrong_type", "/cost", "an object is expected here, not a string (args.n).")]
    [InlineData("""{"counter":"c","window":"day","max":1,"on_exceed":"warn"}""", "unknown_word", "/on_exceed", "`warn` is not one of \"deny\", \"ask\"")]
    [InlineData("""{"counter":"c","window":"day","max":1,"same":"args"}""", "unknown_word", "/same", "`args` is not one of \"arguments\"")]
    public void Load_LimitThatCannotBeKept_SaysWhat(string limit, string code, string place, string message)
    {
        var errors = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{limit}}]} } }""");
        errors.ShouldContain(error => error.Code == code && error.Pointer == "/tools/t/limits/0" + place && error.Message.Contains(message, StringComparison.Ordinal), string.Join('\n', errors.AsEnumerable()));
    }

    [Theory]
    [InlineData("""{"counter":"c","window":"day","max":"5"}""", "wrong_type")]
    [InlineData("""{"counter":"c","window":true,"max":5}""", "wrong_type")]
    [InlineData("""{"counter":"c","concurrent":1.5}""", "number")]
    [InlineData("""{"window":"day","max":5}""", "missing_key")]
    [InlineData("""{"counter":5,"window":"day","max":5}""", "wrong_type")]
    public void Load_OneMistakeOfALimit_IsToldOnce(string limit, string code)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{limit}}]} } }""").Select(error => error.Code).ShouldBe([code]);

    [Theory]
    [InlineData("\"5\"")]
    [InlineData("\"/minute\"")]
    [InlineData("\"-5/minute\"")]
    [InlineData("\"1.5/minute\"")]
    [InlineData("\"5 / minute\"")]
    [InlineData("\"1000000000000001/day\"")]
    public void Load_RateThatIsNone_SaysHowOneIsWritten(string rate)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"rate_limit":{{rate}} } } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer, error.Message).ShouldBe(("rate_limit", "/tools/t/rate_limit", "A rate is written as \"10/minute\": a whole number, a slash, and second, minute, hour, day, week or month."));
    }

    [Theory]
    [InlineData("\"5/minutes\"", "/tools/t/rate_limit/window", "did you mean `minute`?")]
    [InlineData("{\"max\":5}", "/tools/t/rate_limit", "`window` is missing")]
    [InlineData("{\"window\":60}", "/tools/t/rate_limit", "`max` is missing")]
    [InlineData("{\"max\":5,\"window\":60,\"per\":1}", "/tools/t/rate_limit/per", "is not a key of a rate_limit")]
    [InlineData("5", "/tools/t/rate_limit", "an object is expected here, not a number (5).")]
    public void Load_WrongRate_IsToldAtItsPlace(string rate, string pointer, string message)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"rate_limit":{{rate}} } } }""").ShouldContain(error => error.Pointer == pointer && error.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    // scope, principal, session; whose counter, and whether the server is part of it
    [InlineData("\"scope\":\"grant\"", "p", "s", LimitScope.Grant, "g", true)]
    [InlineData("\"scope\":\"session\",\"else\":\"grant\"", "p", "s", LimitScope.Session, "s", true)]
    [InlineData("\"scope\":\"session\",\"else\":\"principal\"", "p", null, LimitScope.Principal, "p", false)]
    [InlineData("\"scope\":\"session\",\"else\":\"server\"", "p", null, LimitScope.Server, "srv", true)]
    [InlineData("\"scope\":\"principal\"", "p", "s", LimitScope.Principal, "p", false)]
    [InlineData("\"scope\":\"principal\"", null, "s", LimitScope.Principal, "g", false)]
    [InlineData("\"scope\":\"server\"", "p", "s", LimitScope.Server, "srv", true)]
    [InlineData("\"scope\":\"global\"", "p", "s", LimitScope.Global, "", false)]
    public void Decide_Scope_SaysWhoseBudgetItIs(string scope, string? principal, string? session, LimitScope expected, string value, bool hasServer)
    {
        foreach (var form in new[] { "\"window\":\"day\",\"max\":5", "\"concurrent\":5" })
        {
            var policy = Given.Entry($$"""{"limits":[{"counter":"c",{{form}},{{scope}} }]}""");
            var reservation = policy.Decide(Given.Call() with { Principal = principal, Session = session }).Reservations.ShouldHaveSingleItem();
            (reservation.Scope, reservation.ScopeValue, reservation.Server).ShouldBe((expected, value, hasServer ? "srv" : null));
        }
    }
}
