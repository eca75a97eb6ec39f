using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Tests.Lint;

/// <summary>Paths against a tool's input schema: what it cannot contain is an error with its words, what it may contain is none.</summary>
public sealed class ParameterLintTests
{
    private const string Order = """
        {"type":"object","additionalProperties":false,"required":["amount"],
         "properties":{
           "amount":{"type":"number"},"currency":{"type":"string"},"key.with.dots":{"type":"string"},"a\"b":{},
           "items":{"type":"array","items":{"type":"object","properties":{"price":{"type":"number"},"tags":{"type":"array","items":{"type":"string"}}}}},
           "pair":{"type":"array","prefixItems":[{"type":"object","properties":{"x":{}}}]},
           "address":{"$ref":"#/$defs/address"},"both":{"allOf":[{"properties":{"one":{}}},{"properties":{"two":{}}}]},
           "tree":{"$ref":"#/$defs/node"},"free":{"type":"object"},"map":{"type":"object","additionalProperties":{"type":"string"}},
           "choice":{"oneOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]},"any":true},
         "$defs":{"address":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}},
                  "node":{"type":"object","properties":{"value":{},"left":{"$ref":"#/$defs/node"},"right":{"$ref":"#/$defs/node"}}}}}
        """;

    [Theory]
    [InlineData("args.amount")]
    [InlineData("args.items[0].price")]
    [InlineData("args.items[*].tags[any]")]
    [InlineData("args.items")]
    [InlineData("args[\"key.with.dots\"]")]
    [InlineData("args[\"a\\\"b\"]")]
    [InlineData("args.address.street")]
    [InlineData("args.both.two")]
    [InlineData("args.tree.left.right.left.value")]
    [InlineData("args.pair[0].anything")]
    [InlineData("args.map.anything")]
    [InlineData("args.choice.a")]
    [InlineData("args.choice.c")]
    [InlineData("args.any.thing")]
    [InlineData("args.amount.inside")]
    [InlineData("args.free.anything")]
    [InlineData("args")]
    [InlineData("caller.grant")]
    public void Check_PathThatTheSchemaMayContain_IsGood(string path) => Errors(path, Order).ShouldBeEmpty();

    [Theory]
    [InlineData("args.ammount", "`args.ammount` is not a parameter of `order`: did you mean `amount`?")]
    [InlineData("args.Amount", "`args.Amount` is not a parameter of `order`: did you mean `amount`?")]
    [InlineData("args.curency", "`args.curency` is not a parameter of `order`: did you mean `currency`?")]
    [InlineData("args.zzz", "`args.zzz` is not a parameter of `order`.")]
    [InlineData("args.items[*].prise", "`args.items[*].prise` is not a parameter of `order`: did you mean `price`?")]
    [InlineData("args.items[any].prise", "`args.items[any].prise` is not a parameter of `order`: did you mean `price`?")]
    [InlineData("args.items[7].tag", "`args.items[7].tag` is not a parameter of `order`: did you mean `tags`?")]
    [InlineData("args.address.cty", "`args.address.cty` is not a parameter of `order`: did you mean `city`?")]
    [InlineData("args.both.three", "`args.both.three` is not a parameter of `order`.")]
    [InlineData("args.tree.left.rigth.value", "`args.tree.left.rigth` is not a parameter of `order`: did you mean `right`?")]
    [InlineData("args[\"key.with.dot\"]", "`args[\"key.with.dot\"]` is not a parameter of `order`: did you mean `key.with.dots`?")]
    [InlineData("args.key.with.dots", "`args.key` is not a parameter of `order`.")]
    [InlineData("args[\"no such\"][0]", "`args[\"no such\"]` is not a parameter of `order`.")]
    [InlineData("args[\"\"]", "`args[\"\"]` is not a parameter of `order`.")]
    [InlineData("args[\"x\\\"y\\\\\"]", "`args[\"x\\\"y\\\\\"]` is not a parameter of `order`.")]
    public void Check_PathThatTheSchemaCannotContain_IsNamedAsItIsWritten(string path, string message)
    {
        var error = Errors(path, Order).ShouldHaveSingleItem();
        (error.Code, error.Pointer, error.Message).ShouldBe(("unknown_parameter", "/tools/order/deny_if/0/conditions/0/path", message));
    }

    [Theory]
    // Schemas that say nothing of what else there is.
    [InlineData("{}")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"additionalProperties":true,"properties":{"a":{}}}""")]
    [InlineData("""{"additionalProperties":{},"properties":{"a":{}}}""")]
    [InlineData("""{"patternProperties":{"^x":{}},"properties":{"a":{}}}""")]
    [InlineData("""{"anyOf":[{"properties":{"zzz":{}}}],"properties":{"a":{}}}""")]
    [InlineData("""{"if":{"required":["a"]},"then":{"properties":{"zzz":{}}},"properties":{"a":{}}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"zzz":{}}}},"properties":{"a":{}}}""")]
    [InlineData("""{"$ref":"https://example.com/other","properties":{"a":{}}}""")]
    [InlineData("""{"$ref":"#/$defs/none","properties":{"a":{}}}""")]
    [InlineData("""{"$ref":"#/$defs/open","$defs":{"open":{"additionalProperties":true}},"properties":{"a":{}}}""")]
    public void Check_SchemaThatLeavesItOpen_RefusesNoPath(string schema) => Errors("args.zzz", schema).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"properties":{"a":{}}}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""")]
    [InlineData("""{"additionalProperties":false}""")]
    [InlineData("""{"$ref":"#/$defs/o","$defs":{"o":{"properties":{"a":{}}}}}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{}}}]}""")]
    [InlineData("""{"$ref":"#","properties":{"a":{}}}""")]
    public void Check_SchemaThatListsItsParameters_RefusesOthers(string schema)
        => Errors("args.zzz", schema).ShouldHaveSingleItem().Message.ShouldBe("`args.zzz` is not a parameter of `order`.");

    [Fact]
    public void Check_EveryPlaceOfAPath_IsChecked()
    {
        const string Entry = """
            {"require":[{"when":[{"path":"args.w","op":"exists"}],"conditions":[{"any":[{"all":[{"not":{"path":"args.n","op":"exists"}}]}]}]}],
             "deny_if":[{"conditions":[{"path":"args.amount","op":"neq","value_from":"args.f"}]}],
             "limits":[{"counter":"c","window":"day","max":1,"cost":{"path":"args.c"}}],
             "approval":{"when":[{"path":"args.q","op":"exists"}],"remember":"1h","remember_on":["args.amount","args.r"]}}
            """;
        var problems = Check($$"""{"version":"1","default":"deny","tools":{"order":{{Entry}} } }""", Order);
        problems.Where(problem => problem.Code == "unknown_parameter").Select(problem => problem.Pointer).ShouldBe(
        [
            "/tools/order/require/0/when/0/path",
            "/tools/order/require/0/conditions/0/any/0/all/0/not/path",
            "/tools/order/deny_if/0/conditions/0/value_from",
            "/tools/order/approval/when/0/path",
            "/tools/order/limits/0/cost/path",
            "/tools/order/approval/remember_on/1",
        ], ignoreOrder: true);
    }

    [Theory]
    // Under a glob it is enough that one of its tools has the parameter.
    [InlineData("args.amount", true)]
    [InlineData("args.other", true)]
    [InlineData("args.neither", false)]
    public void Check_Glob_IsJudgedByAllOfItsTools(string path, bool good)
    {
        var tools = """{"tools":[{"name":"order_a","inputSchema":{"properties":{"amount":{}}}},{"name":"order_b","inputSchema":{"properties":{"other":{}}}}]}""";
        var document = $$"""{"version":"1","default":"deny","tools":{"order_*":{"deny_if":[{"conditions":[{"path":"{{path}}","op":"exists"}]}]} } }""";
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes(tools), out var catalogue, out _).ShouldBeTrue();
        PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json, catalogue).Problems.Any(problem => problem.Code == "unknown_parameter").ShouldBe(!good);
    }

    [Theory]
    // The forms of a list of tools, and what is none.
    [InlineData("""[{"name":"a"}]""", null)]
    [InlineData("""{"tools":[{"name":"a"}]}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a","category":"read"}]}}""", null)]
    [InlineData("[]", null)]
    [InlineData("{}", "no list of tools is in it")]
    [InlineData("5", "no list of tools is in it")]
    [InlineData("""{"tools":{"a":{}}}""", "no list of tools is in it")]
    [InlineData("""[{"title":"a"}]""", "a tool has no name")]
    [InlineData("""[{"name":5}]""", "a tool has no name")]
    [InlineData("[1]", "a tool has no name")]
    [InlineData("[", "it is not valid JSON at line 1, byte 2")]
    [InlineData("""[{"name":"a","name":"b"}]""", "the name \"name\" stands twice in one object")]
    public void TryRead_ListOfTools_IsReadOrSaysWhy(string text, string? why)
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes(text), out _, out var error).ShouldBe(why is null);
        error.ShouldBe(why);
    }

    [Theory]
    [InlineData("time.hour", "\"op\":\"gte\",\"value\":9,\"tz\":\"Asia/Tokyo\"", "\"op\":\"lt\",\"value\":9,\"tz\":\"UTC\"", false)]
    [InlineData("time.hour", "\"op\":\"gte\",\"value\":9,\"tz\":\"UTC\"", "\"op\":\"lt\",\"value\":9,\"tz\":\"UTC\"", true)]
    [InlineData("time.hour", "\"op\":\"eq\",\"value\":9", "\"op\":\"eq\",\"value\":10,\"tz\":\"Europe/Berlin\"", false)]
    [InlineData("time.hour", "\"op\":\"eq\",\"value\":9", "\"op\":\"eq\",\"value\":10", true)]
    public void Check_TimesOfTwoZones_DoNotExcludeOneAnother(string path, string one, string other, bool excluded)
    {
        var entry = $$"""{"require":[{"conditions":[{"path":"{{path}}",{{one}}},{"path":"{{path}}",{{other}}}]}]}""";
        Check($$"""{"version":"1","default":"deny","tools":{"order":{{entry}} } }""", Order).Any(problem => problem.Code == "never_holds").ShouldBe(excluded);
    }

    private static PolicyProblem[] Errors(string path, string schema)
    {
        var escaped = path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var document = $$"""{"version":"1","default":"deny","tools":{"order":{"deny_if":[{"conditions":[{"path":"{{escaped.Replace("[*]", "[any]", StringComparison.Ordinal)}}","op":"exists"}]}]} } }""";
        return path.Contains("[*]", StringComparison.Ordinal) ? Required(escaped, schema) : [.. Check(document, schema).Where(problem => problem.IsError)];
    }

    // [*] may not stand in deny_if.
    private static PolicyProblem[] Required(string path, string schema)
        => [.. Check($$"""{"version":"1","default":"deny","tools":{"order":{"require":[{"conditions":[{"path":"{{path}}","op":"exists"}]}]} } }""", schema).Where(problem => problem.IsError)
            .Select(problem => problem with { Pointer = problem.Pointer.Replace("/require/", "/deny_if/", StringComparison.Ordinal) })];

    private static IReadOnlyList<PolicyProblem> Check(string document, string schema)
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes($$"""{"tools":[{"name":"order","inputSchema":{{schema}} }]}"""), out var tools, out var error).ShouldBeTrue(error);
        return PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json, tools).Problems;
    }
}
