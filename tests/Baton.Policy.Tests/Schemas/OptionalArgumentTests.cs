using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>
/// An absent argument that the tool's schema declares optional takes its declared default; with none, a <c>deny_if</c> condition
/// on it is false. What is required, or not known, and absent is undecided and refuses both ways.
/// </summary>
public sealed class OptionalArgumentTests
{
    private const string WithDefault = """{"properties":{"a":{"type":"integer","default":5}}}""";
    private const string Optional = """{"properties":{"a":{"type":"integer"}}}""";
    private const string Nested = """{"properties":{"o":{"type":"object","properties":{"a":{"default":5},"b":{}},"required":["r"]}}}""";
    private const string ObjectDefault = """{"properties":{"o":{"default":{"a":5,"l":[1,2]},"properties":{"a":{"default":9},"c":{"default":7}}}}}""";
    private const string List = """{"properties":{"l":{"items":{"properties":{"a":{"default":5},"b":{}}}},"d":{"default":[{"a":1},{"a":5}]}}}""";
    private const string Referred = """{"allOf":[{"$ref":"#/$defs/base"}],"$defs":{"base":{"properties":{"a":{"default":5}}}}}""";
    private const string RequiredElsewhere = """{"properties":{"a":{"default":5}},"allOf":[{"required":["a"]}]}""";
    private const string NullDefault = """{"properties":{"a":{"default":null}}}""";
    private const string Pair = """{"properties":{"from":{"default":"x"},"to":{},"o":{"properties":{"from":{"default":"x"}}}}}""";

    private const string IsFive = """{"path":"args.a","op":"eq","value":5}""";
    private const string IsSix = """{"path":"args.a","op":"eq","value":6}""";

    [Theory]
    // schema, condition, arguments; whether it passes under require, and under deny_if
    [InlineData(WithDefault, IsFive, "{}", true, false)]
    [InlineData(WithDefault, IsSix, "{}", false, true)]
    [InlineData(WithDefault, IsSix, """{"a":6}""", true, false)]
    [InlineData(WithDefault, IsFive, """{"a":null}""", false, false)]
    [InlineData(WithDefault, """{"path":"args.a","op":"lte","value":5}""", "{}", true, false)]
    [InlineData(WithDefault, """{"path":"args.a","op":"gt","value":5}""", "{}", false, true)]
    [InlineData(WithDefault, """{"path":"args.a","op":"exists"}""", "{}", false, true)]
    [InlineData(WithDefault, """{"path":"args.a","op":"exists","value":false}""", "{}", true, false)]
    [InlineData(WithDefault, """{"path":"args.a","op":"type","value":"number"}""", "{}", true, false)]
    [InlineData(WithDefault, """{"path":"args.a","op":"type","value":"string"}""", "{}", false, true)]
    [InlineData(WithDefault, """{"path":"args.a","op":"eq","value":6,"missing":"pass"}""", "{}", false, true)]
    [InlineData(WithDefault, """{"not":{"path":"args.a","op":"eq","value":5}}""", "{}", false, true)]
    [InlineData(Optional, IsFive, "{}", false, true)]
    [InlineData(Optional, """{"path":"args.a","op":"neq","value":5}""", "{}", false, true)]
    [InlineData(Optional, """{"path":"args.a","op":"not_in","value":[5]}""", "{}", false, true)]
    [InlineData(Optional, """{"path":"args.a","op":"eq","value":5,"missing":"pass"}""", "{}", true, true)]
    [InlineData(Optional, """{"path":"args.a","op":"exists","value":false}""", "{}", true, false)]
    [InlineData(Optional, IsFive, """{"a":null}""", false, false)]
    [InlineData(Optional, IsFive, """{"a":5}""", true, false)]
    [InlineData(Optional, """{"path":"args.a.b","op":"eq","value":5}""", "{}", false, true)]
    [InlineData(Optional, """{"path":"args.zzz","op":"eq","value":5}""", "{}", false, false)]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", IsFive, "{}", false, false)]
    [InlineData("""{"properties":{"a":{"default":5}},"required":["a"]}""", IsFive, "{}", false, false)]
    [InlineData(RequiredElsewhere, IsFive, "{}", false, false)]
    [InlineData("{}", IsFive, "{}", false, false)]
    [InlineData("true", IsFive, "{}", false, false)]
    [InlineData("""{"additionalProperties":{"default":5}}""", IsFive, "{}", false, false)]
    [InlineData("""{"anyOf":[{"properties":{"a":{"default":5}}},{}]}""", IsFive, "{}", false, false)]
    [InlineData(Referred, IsFive, "{}", true, false)]
    [InlineData(Referred, IsSix, "{}", false, true)]
    [InlineData(NullDefault, IsFive, "{}", false, false)]
    [InlineData("""{"properties":{"a":{"default":"5"}}}""", """{"path":"args.a","op":"lt","value":6}""", "{}", false, false)]
    [InlineData(Nested, """{"path":"args.o.a","op":"eq","value":5}""", """{"o":{"r":1}}""", true, false)]
    [InlineData(Nested, """{"path":"args.o.a","op":"eq","value":6}""", """{"o":{"r":1}}""", false, true)]
    [InlineData(Nested, """{"path":"args.o.b","op":"eq","value":6}""", """{"o":{"r":1}}""", false, true)]
    [InlineData(Nested, """{"path":"args.o.a","op":"eq","value":5}""", "{}", false, true)]
    [InlineData(Nested, """{"path":"args.o.a","op":"eq","value":5}""", """{"o":null}""", false, false)]
    [InlineData(ObjectDefault, """{"path":"args.o.a","op":"eq","value":5}""", "{}", true, false)]
    [InlineData(ObjectDefault, """{"path":"args.o.a","op":"eq","value":9}""", """{"o":{}}""", true, false)]
    [InlineData(ObjectDefault, """{"path":"args.o.l[1]","op":"eq","value":2}""", "{}", true, false)]
    [InlineData(ObjectDefault, """{"path":"args.o.c","op":"eq","value":7}""", "{}", true, false)]
    [InlineData(List, """{"path":"args.l[0].a","op":"eq","value":5}""", """{"l":[{}]}""", true, false)]
    [InlineData(List, """{"path":"args.l[0].b","op":"eq","value":5}""", """{"l":[{}]}""", false, true)]
    [InlineData(List, """{"path":"args.l[1].a","op":"eq","value":5}""", """{"l":[{}]}""", false, false)]
    [InlineData(List, """{"path":"args.l[any].a","op":"eq","value":5}""", """{"l":[{"a":1},{}]}""", true, false)]
    [InlineData(List, """{"path":"args.l[any].a","op":"eq","value":6}""", """{"l":[{"a":1},{}]}""", false, true)]
    [InlineData(List, """{"path":"args.l[any].b","op":"eq","value":6}""", """{"l":[{},{}]}""", false, true)]
    [InlineData(List, """{"path":"args.l[any].a","op":"eq","value":5}""", "{}", false, true)]
    [InlineData(List, """{"path":"args.d[any].a","op":"eq","value":5}""", "{}", true, false)]
    [InlineData(List, """{"path":"args.d[any].a","op":"eq","value":6}""", "{}", false, true)]
    // The other side of a comparison takes its default too.
    [InlineData(Pair, """{"path":"args.to","op":"eq","value_from":"args.from"}""", """{"to":"x"}""", true, false)]
    [InlineData(Pair, """{"path":"args.to","op":"neq","value_from":"args.from"}""", """{"to":"x"}""", false, true)]
    [InlineData(Pair, """{"path":"args.to","op":"eq","value_from":"args.from"}""", """{"to":"x","from":"y"}""", false, true)]
    [InlineData(Pair, """{"path":"args.to","op":"eq","value_from":"args.from"}""", """{"to":"x","from":null}""", false, false)]
    [InlineData(Pair, """{"path":"args.to","op":"eq","value_from":"args.o.from"}""", """{"to":"x","o":{}}""", true, false)]
    [InlineData(Pair, """{"path":"args.to","op":"eq","value_from":"args.none"}""", """{"to":"x"}""", false, false)]
    [InlineData(Pair, """{"path":"args.from","op":"eq","value_from":"args.to"}""", """{"to":"x"}""", true, false)]
    [InlineData(Pair, """{"path":"args.from","op":"eq","value_from":"args.to"}""", "{}", false, false)]
    public void Decide_AbsentArgument_IsWhatTheSchemaDeclares(string schema, string condition, string args, bool required, bool notDenied)
    {
        Passes($$"""{"require":[{"conditions":[{{condition}}]}]}""", args, schema).ShouldBe(required, "require");
        Passes($$"""{"deny_if":[{"conditions":[{{condition}}]}]}""", args, schema).ShouldBe(notDenied, "deny_if");
    }

    [Theory]
    // A guard that is undecided counts as true, and one that is false by the schema does not.
    [InlineData(Optional, "{}", false)]
    [InlineData("{}", "{}", false)]
    [InlineData(WithDefault, "{}", false)]
    [InlineData(WithDefault, """{"a":6}""", true)]
    public void Decide_GuardOnAnAbsentArgument_AppliesUnlessItIsFalse(string schema, string args, bool passes)
        => Passes($$"""{"require":[{"when":[{{IsFive}}],"conditions":[{"path":"args.zzz","op":"eq","value":1}]}]}""", args, schema).ShouldBe(passes);

    [Theory]
    [InlineData(Optional, "`args.a` is missing")]
    [InlineData("{}", "`args.a` is missing")]
    public void Decide_RequiredConditionOnAnAbsentArgument_SaysThatItIsMissing(string schema, string words)
    {
        var decision = Given.Entry($$"""{"require":[{"conditions":[{{IsFive}}]}]}""").Decide(Given.Call("{}", schema: schema));
        (decision.Outcome, decision.Code).ShouldBe((DecisionOutcome.Deny, DecisionCodes.Undecided));
        decision.Message.ShouldContain(words);
    }

    [Theory]
    // A position in a list is digits without a leading zero.
    [InlineData("#/prefixItems/0", true)]
    [InlineData("#/prefixItems/1", true)]
    [InlineData("#/prefixItems/00", false)]
    [InlineData("#/prefixItems/01", false)]
    [InlineData("#/prefixItems/+1", false)]
    [InlineData("#/prefixItems/-1", false)]
    [InlineData("#/prefixItems/-0", false)]
    [InlineData("#/prefixItems/%201", false)]
    [InlineData("#/prefixItems/1%20", false)]
    [InlineData("#/prefixItems/2", false)]
    [InlineData("#/prefixItems/-", false)]
    [InlineData("#/prefixItems/4294967296", false)]
    [InlineData("#/prefixItems", false)]
    [InlineData("#/prefixItems/", false)]
    public void Compile_PositionInAReference_IsThatOfRfc6901(string reference, bool found)
    {
        var schema = $$"""{"prefixItems":[{"type":"string"},{"type":"string"}],"properties":{"a":{"$ref":"{{reference}}"} } }""";
        if (found) Schema.Validate(schema, """{"a":1}""")!.Place.ShouldBe("/a");
        else Schema.Refused(schema).Code.ShouldBe("invalid_schema");
    }

    private static bool Passes(string entry, string args, string schema)
        => Given.Entry(entry).Decide(Given.Call(args, schema: schema)).Outcome == DecisionOutcome.Allow;
}
