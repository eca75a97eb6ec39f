using System.Globalization;
using Baton.Policy.Conditions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>Paths with names, indexes, <c>[*]</c> and <c>[any]</c> against a walk over plain objects.</summary>
public sealed class QuantifierOracleTests
{
    private static readonly string[] Steps = [".a", ".b", "[\"a b\"]", "[0]", "[1]", "[*]", "[any]"];

    [Fact]
    public void Require_AnyPathOverAnyValue_AgreesWithTheOracle()
    {
        var random = new Random(5);
        var values = new Values(5);
        var seen = new Dictionary<Truth, int>();
        for (var run = 0; run < 3000; run++)
        {
            var steps = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Steps[random.Next(Steps.Length)]).ToArray();
            var root = Shaped(steps, 0, random, values);
            var exists = random.Next(4) == 0;
            var pass = !exists && random.Next(4) == 0;
            var op = exists ? "\"op\":\"exists\"" : $"\"op\":\"eq\",\"value\":5,\"missing\":\"{(pass ? "pass" : "undecided")}\"";
            var condition = $$"""{"path":"args.x{{string.Concat(steps).Replace("\"", "\\\"", StringComparison.Ordinal)}}",{{op}} }""";
            var expected = Oracle(root, steps, value => exists ? Of(value is not null) : value is null ? (pass ? Truth.True : Truth.Undecided) : Of(Equals(value, 5m)), exists);
            var args = $$"""{"x":{{values.Write(root)}} }""";
            Verdict.Required(condition, args).ShouldBe(expected, $"{condition} on {args}");
            seen[expected] = seen.GetValueOrDefault(expected) + 1;
        }
        seen.Values.ShouldAllBe(count => count > 150);
    }

    [Theory]
    [InlineData("[]", "T", "F")]
    [InlineData("[5]", "T", "T")]
    [InlineData("[5,6]", "F", "T")]
    [InlineData("[5,\"a\",null]", "F", "T")]
    [InlineData("[5,null]", "U", "T")]
    [InlineData("[6,null]", "F", "U")]
    [InlineData("[\"5\"]", "F", "F")]
    [InlineData("null", "U", "U")]
    [InlineData("5", "U", "U")]
    [InlineData("{\"0\":5}", "U", "U")]
    public void Require_EachAndSome_AreThreeValued(string list, string each, string some)
    {
        Verdict.Required("""{"path":"args.x[*]","op":"eq","value":5}""", $$"""{"x":{{list}} }""").Letter().ShouldBe(each);
        Verdict.Required("""{"path":"args.x[any]","op":"eq","value":5}""", $$"""{"x":{{list}} }""").Letter().ShouldBe(some);
    }

    [Theory]
    [InlineData("[[5,5],[5]]", "T", "T")]
    [InlineData("[[5,6],[5]]", "F", "T")]
    [InlineData("[[6],[5,6]]", "F", "F")]
    [InlineData("[[]]", "T", "T")]
    [InlineData("[]", "T", "F")]
    public void Require_ListsOfLists_NestTheirQuantifiers(string list, string eachOfEach, string someWhereEach)
    {
        Verdict.Required("""{"path":"args.x[*][*]","op":"eq","value":5}""", $$"""{"x":{{list}} }""").Letter().ShouldBe(eachOfEach);
        Verdict.Required("""{"path":"args.x[any][*]","op":"eq","value":5}""", $$"""{"x":{{list}} }""").Letter().ShouldBe(someWhereEach);
    }

    [Fact]
    public void DenyIf_SomeElement_OneHarmlessElementDoesNotDefeatIt()
    {
        const string Entry = """{"deny_if":[{"conditions":[{"path":"args.to[any]","op":"ends_with","value":"@evil.com"}]}]}""";
        Given.Decide(Entry, """{"to":["a@ok.com","b@evil.com"]}""").Code.ShouldBe("rule_denied");
        Given.Decide(Entry, """{"to":["a@ok.com"]}""").Code.ShouldBe("allowed");
        Given.Decide(Entry, """{"to":[]}""").Code.ShouldBe("allowed");
        Given.Decide(Entry, """{"to":["a@ok.com",7]}""").Code.ShouldBe("undecided");
        Given.Decide(Entry, """{"to":"b@evil.com"}""").Code.ShouldBe("undecided");
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Parse_ManySteps_AreBounded(int steps, bool isRead)
        => (Policy.Paths.PathParser.Parse("args" + string.Concat(Enumerable.Repeat(".a", steps)), out var error) is not null).ShouldBe(isRead, error);

    // Mostly of the shape that the path asks for, so that not all of them are undecided.
    private static object? Shaped(string[] steps, int at, Random random, Values values)
    {
        if (random.Next(8) == 0) return values.Next(2);
        if (at == steps.Length) return random.Next(3) == 0 ? values.Next(0) : 5m;
        if (steps[at] is ".a" or ".b" or "[\"a b\"]") return new Dictionary<string, object?> { [Name(steps[at])] = Shaped(steps, at + 1, random, values), ["z"] = 1m };
        return Enumerable.Range(0, random.Next(4)).Select(_ => Shaped(steps, at + 1, random, values)).ToList();
    }

    private static string Name(string step) => step[0] == '.' ? step[1..] : "a b";

    private static Truth Oracle(object? value, ReadOnlySpan<string> steps, Func<object?, Truth> judge, bool exists)
    {
        if (steps.IsEmpty) return judge(value);
        switch (steps[0])
        {
            case "[*]" or "[any]":
                if (value is not List<object?> list) return value is null || exists ? judge(null) : Truth.Undecided;
                var truths = new List<Truth>();
                foreach (var item in list) truths.Add(Oracle(item, steps[1..], judge, exists));
                return steps[0] == "[*]" ? truths.Append(Truth.True).Min() : truths.Append(Truth.False).Max();
            case "[0]" or "[1]":
                var index = int.Parse(steps[0][1..^1], CultureInfo.InvariantCulture);
                return Oracle(value is List<object?> items && index < items.Count ? items[index] : null, steps[1..], judge, exists);
            default:
                return Oracle((value as Dictionary<string, object?>)?.GetValueOrDefault(Name(steps[0])), steps[1..], judge, exists);
        }
    }

    private static Truth Of(bool value) => value ? Truth.True : Truth.False;
}
