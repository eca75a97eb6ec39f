using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>All that is wrong with a part is said at once: a key that is missing does not hide what is wrong with its siblings.</summary>
public sealed class ErrorsAtOnceTests
{
    [Theory]
    [InlineData("""{"op":"eqq","value":1}""", ":missing_key /op:unknown_operator")]
    [InlineData("""{"path":5,"op":"eqq","value":1}""", "/path:wrong_type /op:unknown_operator")]
    [InlineData("""{"path":"arg.a","value":1}""", ":missing_key /path:path")]
    [InlineData("""{"path":"arg.a","op":7,"value":1}""", "/op:wrong_type /path:path")]
    [InlineData("""{"path":"arg.a","op":"eqq","value":1}""", "/path:path /op:unknown_operator")]
    [InlineData("""{"op":"regex","value":"("}""", ":missing_key /value:operand")]
    [InlineData("""{"op":"lt","value":"soon"}""", ":missing_key /value:operand")]
    [InlineData("""{"op":"lt"}""", ":missing_key :missing_key")]
    [InlineData("""{"op":"eq","value":1,"full":true}""", ":missing_key /full:condition")]
    [InlineData("""{"path":"args.a","value_from":"arg.b"}""", ":missing_key /value_from:path")]
    [InlineData("""{"path":"time.hour","value":1,"tz":"Mars/Base"}""", ":missing_key /tz:time_zone")]
    [InlineData("""{"path":"time.hour","op":"eqq","value":1,"tz":"Mars/Base"}""", "/tz:time_zone /op:unknown_operator")]
    [InlineData("""{"value":1}""", ":missing_key :missing_key")]
    [InlineData("""{"path":"","op":"eq","value":1}""", "/path:path")]
    [InlineData("""{"path":"args.a","op":"","value":1}""", "/op:unknown_operator")]
    [InlineData("""{"path":"args.a","op":"eqq","value_from":"args.b"}""", "/op:unknown_operator")]
    public void Load_Condition_NamesEveryMistake(string condition, string expected)
        => Errors("\"require\":[{\"conditions\":[" + condition + "]}]", "/tools/t/require/0/conditions/0").ShouldBe(Sorted(expected));

    [Theory]
    [InlineData("""{"any":[{"op":"eqq","value":1},{"path":"args.b","value":1}]}""", "/any/0:missing_key /any/0/op:unknown_operator /any/1:missing_key")]
    [InlineData("""{"not":{"op":"eqq","value":1}}""", "/not:missing_key /not/op:unknown_operator")]
    public void Load_NestedCondition_NamesEveryMistake(string condition, string expected)
        => Errors("\"require\":[{\"conditions\":[" + condition + "]}]", "/tools/t/require/0/conditions/0").ShouldBe(Sorted(expected));

    [Theory]
    [InlineData("""{"window":"fortnight","max":1}""", ":missing_key /window:window")]
    [InlineData("""{"counter":"c","window":"fortnight"}""", ":missing_key /window:window")]
    [InlineData("""{"counter":"c","window":"fortnight","max":"many"}""", "/max:wrong_type /window:window")]
    [InlineData("""{"counter":"c","max":1,"cost":{"path":"n"}}""", ":missing_key /cost/path:path")]
    [InlineData("""{"counter":"c","window":"fortnight","max":1,"cost":{"path":"n"},"scope":"session"}""", "/window:window /cost/path:path /scope:session_scope")]
    public void Load_Limit_NamesEveryMistake(string limit, string expected)
        => Errors("\"limits\":[" + limit + "]", "/tools/t/limits/0").ShouldBe(Sorted(expected));

    [Theory]
    [InlineData("""{"window":"fortnight"}""", ":missing_key /window:window")]
    [InlineData("""{"max":-1,"window":"fortnight"}""", "/max:number /window:window")]
    [InlineData("""{"max":1,"window":"fortnight"}""", "/window:window")]
    [InlineData("""{"max":"1"}""", ":missing_key /max:wrong_type")]
    [InlineData("\"5/fortnight\"", "/window:window")]
    public void Load_RateLimit_NamesEveryMistake(string rate, string expected)
        => Errors("\"rate_limit\":" + rate, "/tools/t/rate_limit").ShouldBe(Sorted(expected));

    [Fact]
    public void Check_ConditionsWithoutAPath_AreNotTakenForTwoOfOnePath()
    {
        const string Document = """{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"op":"eq","value":1},{"op":"eq","value":2}]}]}}}""";
        Baton.Policy.Compilation.PolicyLoader.Check(System.Text.Encoding.UTF8.GetBytes(Document), PolicyFormat.Json).Problems.Select(problem => problem.Code).ShouldBe(["missing_key", "missing_key"]);
    }

    private static string[] Errors(string entry, string place)
    {
        var errors = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{ {{entry}} } } }""");
        return Sorted(string.Join(' ', errors.Select(error => $"{error.Pointer[place.Length..]}:{error.Code}")));
    }

    private static string[] Sorted(string problems) => [.. problems.Split(' ').Order(StringComparer.Ordinal)];
}
