using System.Text;
using Baton.Policy.Conditions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>
/// Each comparing operator against a second implementation on the framework's decimals and strings, over any two JSON values in
/// any spelling, with the operand in the document and at another path.
/// </summary>
public sealed class ComparisonOracleTests
{
    private const int Pairs = 1500;

    private static readonly Dictionary<string, Func<object, object, Truth>> Oracles = new()
    {
        ["eq"] = (x, v) => Of(Values.Same(x, v)),
        ["neq"] = (x, v) => Of(!Values.Same(x, v)),
        ["in"] = (x, v) => v is List<object?> list ? Of(list.Exists(item => Values.Same(x, item))) : Truth.Undecided,
        ["not_in"] = (x, v) => v is List<object?> list ? Of(!list.Exists(item => Values.Same(x, item))) : Truth.Undecided,
        ["lt"] = (x, v) => Ordered(x, v, order => order < 0),
        ["lte"] = (x, v) => Ordered(x, v, order => order <= 0),
        ["gt"] = (x, v) => Ordered(x, v, order => order > 0),
        ["gte"] = (x, v) => Ordered(x, v, order => order >= 0),
        ["contains"] = (x, v) => x is List<object?> list ? Of(list.Exists(item => Values.Same(item, v))) : Texts(x, v, (text, part) => text.Contains(part, StringComparison.Ordinal)),
        ["starts_with"] = (x, v) => Texts(x, v, (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        ["ends_with"] = (x, v) => Texts(x, v, (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
    };

    public static TheoryData<string> Operators() => [.. Oracles.Keys];

    [Fact]
    public void Operators_AreThoseThatTakeAPath() => Oracles.Keys.ShouldBe(OperatorNames.TakingPaths);

    [Theory, MemberData(nameof(Operators))]
    public void Evaluate_OperandAtAPath_AgreesWithTheOracle(string name)
    {
        var values = new Values(name.Length);
        var policy = Given.Entry($$"""{"require":[{"conditions":[{"path":"args.x","op":"{{name}}","value_from":"args.y"}]}]}""");
        var seen = new HashSet<Truth>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (x, y) = (values.Next(2), pair % 3 == 0 ? values.Next(1) : values.Next(2));
            if (pair % 4 == 0) y = name is "in" or "not_in" ? new List<object?> { 5m, x, "z" } : x;
            var args = $$"""{"x":{{values.Write(x)}},"y":{{values.Write(y)}} }""";
            var expected = x is null || y is null ? Truth.Undecided : Oracles[name](x, y);
            var decision = policy.Decide(Given.Call(args));
            var got = decision.Outcome == Policy.Decisions.DecisionOutcome.Allow ? Truth.True : decision.Code == "undecided" ? Truth.Undecided : Truth.False;
            got.ShouldBe(expected, $"{name} on {args}");
            seen.Add(got);
        }
        seen.ShouldContain(Truth.True);
        seen.ShouldContain(Truth.Undecided);
    }

    [Theory, MemberData(nameof(Operators))]
    public void Evaluate_OperandInTheDocument_IsTheSameAsAtAPath(string name)
    {
        var values = new Values(100 + name.Length);
        var loaded = 0;
        for (var pair = 0; pair < 300; pair++)
        {
            var (x, y) = (values.Next(2), values.Next(2));
            var written = values.Write(y);
            var result = Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.x","op":"{{name}}","value":{{written}} }]}]} } }""");
            if (result.Policy is not { } policy)
            {
                result.Problems.ShouldAllBe(problem => problem.Code == "operand", written);
                continue;
            }
            loaded++;
            y.ShouldNotBeNull("null is no operand");
            var decision = policy.Decide(Given.Call($$"""{"x":{{values.Write(x)}} }"""));
            var expected = x is null ? Truth.Undecided : Oracles[name](x, y);
            (decision.Outcome == Policy.Decisions.DecisionOutcome.Allow).ShouldBe(expected == Truth.True, $"{name} {written}");
            (decision.Code == "undecided").ShouldBe(expected == Truth.Undecided, $"{name} {written}");
        }
        loaded.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("length", "lte")]
    [InlineData("length", "eq")]
    [InlineData("bytes", "gt")]
    [InlineData("bytes", "neq")]
    public void Measure_AnyValue_AgreesWithTheOracle(string name, string bound)
    {
        var values = new Values(7);
        var policy = Given.Entry($$"""{"require":[{"conditions":[{"path":"args.x","op":"{{name}}","value":{"{{bound}}":1} }]}]}""");
        for (var run = 0; run < 500; run++)
        {
            var x = values.Next(2);
            int? size = (name, x) switch
            {
                ("length", string text) => text.EnumerateRunes().Count(),
                ("bytes", string text) => Encoding.UTF8.GetByteCount(text),
                ("length", List<object?> list) => list.Count,
                ("length", Dictionary<string, object?> map) => map.Count,
                _ => null,
            };
            var holds = bound switch { "lte" => size <= 1, "eq" => size == 1, "gt" => size > 1, _ => size != 1 };
            var decision = policy.Decide(Given.Call($$"""{"x":{{values.Write(x)}} }"""));
            decision.Code.ShouldBe(size is null ? "undecided" : holds ? "allowed" : "requirement_not_met", values.Write(x));
        }
    }

    [Fact]
    public void Type_AnyValue_IsItsJsonType()
    {
        var values = new Values(11);
        string[] types = ["string", "number", "integer", "boolean", "array", "object"];
        var policies = types.ToDictionary(type => type, type => Given.Entry($$"""{"require":[{"conditions":[{"path":"args.x","op":"type","value":"{{type}}"}]}]}"""));
        for (var run = 0; run < 300; run++)
        {
            var x = values.Next(1);
            var written = values.Write(x);
            string[] expected = x switch
            {
                null => [],
                bool => ["boolean"],
                string => ["string"],
                decimal number => decimal.Truncate(number) == number ? ["number", "integer"] : ["number"],
                List<object?> => ["array"],
                _ => ["object"],
            };
            types.Where(type => policies[type].Decide(Given.Call($$"""{"x":{{written}} }""")).Outcome == Policy.Decisions.DecisionOutcome.Allow).ShouldBe(expected, written);
        }
    }

    private static Truth Of(bool value) => value ? Truth.True : Truth.False;

    private static Truth Ordered(object x, object v, Func<int, bool> holds)
        => x is decimal a && v is decimal b ? Of(holds(a.CompareTo(b))) : Truth.Undecided;

    private static Truth Texts(object x, object v, Func<string, string, bool> holds)
        => x is string text && v is string part ? Of(holds(text, part)) : Truth.Undecided;
}
