using Baton.Policy.Conditions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Compilation;

/// <summary>What each operator takes as its value, and what is said when it is given something else.</summary>
public sealed class OperandTests
{
    private static readonly string[] OneOfEach = ["true", "1", "1.5", "\"x\"", "[]", "[1]", "[\"x\"]", "[\"x\",1]", "{}", "{\"zz\":1}", "{\"lte\":1}", "{\"lte\":\"1\"}", "{\"host\":\"x.com\"}"];

    [Theory]
    // operator, the values above that it takes
    [InlineData("eq", "true 1 1.5 \"x\" [] [1] [\"x\"] [\"x\",1] {} {\"zz\":1} {\"lte\":1} {\"lte\":\"1\"} {\"host\":\"x.com\"}")]
    [InlineData("neq", "true 1 1.5 \"x\" [] [1] [\"x\"] [\"x\",1] {} {\"zz\":1} {\"lte\":1} {\"lte\":\"1\"} {\"host\":\"x.com\"}")]
    [InlineData("contains", "true 1 1.5 \"x\" [] [1] [\"x\"] [\"x\",1] {} {\"zz\":1} {\"lte\":1} {\"lte\":\"1\"} {\"host\":\"x.com\"}")]
    [InlineData("in", "[] [1] [\"x\"] [\"x\",1]")]
    [InlineData("not_in", "[] [1] [\"x\"] [\"x\",1]")]
    [InlineData("lt", "1 1.5")]
    [InlineData("lte", "1 1.5")]
    [InlineData("gt", "1 1.5")]
    [InlineData("gte", "1 1.5")]
    [InlineData("exists", "true")]
    [InlineData("starts_with", "\"x\"")]
    [InlineData("ends_with", "\"x\"")]
    [InlineData("regex", "\"x\"")]
    [InlineData("matches", "\"x\"")]
    [InlineData("type", "")]
    [InlineData("length", "{\"lte\":1}")]
    [InlineData("bytes", "{\"lte\":1}")]
    [InlineData("url", "{\"host\":\"x.com\"}")]
    [InlineData("path_within", "\"x\" [\"x\"]")]
    [InlineData("cidr", "")]
    [InlineData("email_domain", "\"x\" [\"x\"]")]
    [InlineData("argv", "\"x\" [\"x\"]")]
    public void Load_Value_IsTakenOrRefused(string name, string taken)
    {
        foreach (var value in OneOfEach)
        {
            var errors = Given.Errors(Document($"\"op\":\"{name}\",\"value\":{value}"));
            if (taken.Split(' ').Contains(value)) errors.ShouldBeEmpty(value);
            else (errors.ShouldHaveSingleItem().Code, errors[0].Pointer).ShouldBe(("operand", "/tools/t/require/0/conditions/0/value"), value);
        }
    }

    [Fact]
    public void Table_HasEveryOperator()
        => typeof(OperandTests).GetMethod(nameof(Load_Value_IsTakenOrRefused))!.GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!).ShouldBe(OperatorNames.All, ignoreOrder: true);

    [Theory]
    [InlineData("\"op\":\"eq\",\"value\":null", "`eq` cannot compare with null, which is absent: use `exists`.")]
    [InlineData("\"op\":\"in\",\"value\":[1,null]", "`in` cannot compare with null, which is absent: use `exists`.")]
    [InlineData("\"op\":\"not_in\",\"value\":5", "`not_in` needs a list of values.")]
    [InlineData("\"op\":\"lt\",\"value\":1e16", "`lt` needs a number of at most 28 digits, from 1e-15 to 1e15 in size.")]
    [InlineData("\"op\":\"lt\",\"value\":0.00000000000000000000000000001", "`lt` needs a number of at most 28 digits, from 1e-15 to 1e15 in size.")]
    [InlineData("\"op\":\"gt\",\"value\":\"2026-13-01T00:00:00Z\"", "`gt` needs a number, or an RFC 3339 instant such as \"2026-03-01T12:00:00Z\".")]
    [InlineData("\"op\":\"exists\",\"value\":\"yes\"", "`exists` needs true or false.")]
    [InlineData("\"op\":\"starts_with\",\"value\":5", "`starts_with` needs a string.")]
    [InlineData("\"op\":\"regex\",\"value\":5", "`regex` needs a pattern as a string.")]
    [InlineData("\"op\":\"regex\",\"value\":\"a(\"", "`regex` cannot use this pattern: a group is not closed. Write it in RE2's syntax.")]
    [InlineData("\"op\":\"matches\",\"value\":[]", "`matches` needs a glob as a string.")]
    [InlineData("\"op\":\"type\",\"value\":\"null\"", "`type` needs one of string, number, integer, boolean, array, object; null is absent: use `exists`.")]
    [InlineData("\"op\":\"type\",\"value\":\"text\"", "`type` needs one of string, number, integer, boolean, array, object.")]
    [InlineData("\"op\":\"length\",\"value\":{}", "`length` needs bounds such as {\"lte\": 100}.")]
    [InlineData("\"op\":\"length\",\"value\":{\"max\":5}", "`length` needs bounds such as {\"lte\": 100}; `max` is not one of eq, neq, lt, lte, gt, gte with a number.")]
    [InlineData("\"op\":\"url\",\"value\":\"https://x.com\"", "`url` needs an object such as {\"scheme\": [\"https\"], \"host\": [\"*.example.com\"]}.")]
    [InlineData("\"op\":\"url\",\"value\":{\"hosts\":[\"x\"]}", "`url` does not know `hosts`: did you mean `host`?; it may have scheme, host, port, path.")]
    [InlineData("\"op\":\"url\",\"value\":{\"host\":[]}", "`url` needs strings, or lists of strings, for scheme, host and path.")]
    [InlineData("\"op\":\"url\",\"value\":{\"scheme\":[1]}", "`url` needs strings, or lists of strings, for scheme, host and path.")]
    [InlineData("\"op\":\"url\",\"value\":{\"path\":[\"/a\",\"/b\"]}", "`url` takes one glob as path.")]
    [InlineData("\"op\":\"url\",\"value\":{\"port\":0}", "`url` needs port numbers from 1 to 65535.")]
    [InlineData("\"op\":\"url\",\"value\":{\"port\":[443,65536]}", "`url` needs port numbers from 1 to 65535.")]
    [InlineData("\"op\":\"url\",\"value\":{\"port\":80.5}", "`url` needs port numbers from 1 to 65535.")]
    [InlineData("\"op\":\"url\",\"value\":{\"port\":\"443\"}", "`url` needs port numbers from 1 to 65535.")]
    [InlineData("\"op\":\"url\",\"value\":{\"port\":[]}", "`url` needs port numbers from 1 to 65535.")]
    [InlineData("\"op\":\"url\",\"value\":{\"host\":\"https://x.com/\"}", "`url` takes hosts such as *.example.com, not \"https://x.com/\".")]
    [InlineData("\"op\":\"url\",\"value\":{\"host\":\"user@x.com\"}", "`url` takes hosts such as *.example.com, not \"user@x.com\".")]
    [InlineData("\"op\":\"path_within\",\"value\":[]", "`path_within` needs the folders: a string or a list of strings.")]
    [InlineData("\"op\":\"path_within\",\"value\":\"~/x\"", "`path_within` cannot read the folder \"~/x\": write it in full, without ~ and without a scheme.")]
    [InlineData("\"op\":\"cidr\",\"value\":[\"10.0.0.1/8\"]", "`cidr` cannot read the network \"10.0.0.1/8\": write 10.0.0.0/8 or 2001:db8::/32, with no bits set behind the prefix.")]
    [InlineData("\"op\":\"cidr\",\"value\":5", "`cidr` needs networks: a string or a list of strings.")]
    [InlineData("\"op\":\"email_domain\",\"value\":\"@x.com\"", "`email_domain` cannot read the domain \"@x.com\": write example.com.")]
    [InlineData("\"op\":\"email_domain\",\"value\":{}", "`email_domain` needs domains: a string or a list of strings.")]
    [InlineData("\"op\":\"argv\",\"value\":[1]", "`argv` needs the programs that may run: a string or a list of strings.")]
    public void Load_WrongValue_SaysWhatIsNeeded(string condition, string message)
    {
        var error = Given.Errors(Document(condition)).ShouldHaveSingleItem();
        (error.Code, error.Message).ShouldBe(("operand", message));
    }

    [Theory]
    [InlineData("\"op\":\"eq\"", "missing_key", "", "`eq` needs a `value`.")]
    [InlineData("\"op\":\"eq\",\"value\":1,\"value_from\":\"args.b\"", "condition", "/value_from", "A condition has `value` or `value_from`, not both.")]
    [InlineData("\"op\":\"argv\",\"value_from\":\"args.b\"", "condition", "/value_from", "`argv` takes no `value_from`: write its `value`. These take one: eq, neq, in, not_in, lt, lte, gt, gte, contains, starts_with, ends_with.")]
    [InlineData("\"op\":\"eq\",\"value_from\":\"args.b[*]\"", "path", "/value_from", "A `value_from` is one value: it holds no [*] and no [any].")]
    [InlineData("\"op\":\"eq\",\"value_from\":\"b\"", "path", "/value_from", "a path begins with args.")]
    [InlineData("\"op\":\"lt\",\"value\":1,\"ignore_case\":true", "condition", "/ignore_case", "`lt` takes no `ignore_case`: remove it.")]
    [InlineData("\"op\":\"url\",\"value\":{\"scheme\":\"a\"},\"normalize\":\"nfkc\"", "condition", "/normalize", "`url` takes no `normalize`: remove it.")]
    [InlineData("\"op\":\"eq\",\"value\":1,\"full\":false", "condition", "/full", "`eq` takes no `full`: remove it.")]
    [InlineData("\"op\":\"exists\",\"missing\":\"pass\"", "condition", "/missing", "`exists` takes no `missing`: remove it.")]
    [InlineData("\"op\":\"eq\",\"value\":1,\"tz\":\"UTC\"", "condition", "/tz", "`tz` belongs to the paths time.hour and time.weekday.")]
    [InlineData("\"op\":\"eq\",\"value\":1,\"missing\":\"deny\"", "unknown_word", "/missing", "`deny` is not one of \"undecided\", \"pass\".")]
    [InlineData("\"op\":\"=\",\"value\":1", "unknown_operator", "/op", "`=` is not an operator; there are eq, neq,")]
    [InlineData("\"op\":\"EQ\",\"value\":1", "unknown_operator", "/op", "`EQ` is not an operator: did you mean `eq`?; there are eq,")]
    [InlineData("\"op\":\"equals\",\"value\":1", "unknown_operator", "/op", "`equals` is not an operator")]
    public void Load_WrongCondition_SaysWhat(string condition, string code, string place, string message)
    {
        var error = Given.Errors(Document(condition)).First(found => found.Pointer == "/tools/t/require/0/conditions/0" + place);
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("\"path\":\"time.weekday\",\"op\":\"eq\",\"value\":\"funday\"", "funday is not a weekday: write monday, tuesday, wednesday, thursday, friday, saturday, sunday, or 1 (Monday) to 7.")]
    [InlineData("\"path\":\"time.weekday\",\"op\":\"in\",\"value\":[\"mon\",8]", "8 is not a weekday")]
    [InlineData("\"path\":\"time.weekday\",\"op\":\"eq\",\"value\":0", "0 is not a weekday")]
    [InlineData("\"path\":\"time.hour\",\"op\":\"eq\",\"value\":1,\"tz\":\"Mars/Base\"", "`Mars/Base` is not a time zone that is known here: write a name such as Europe/Berlin or UTC.")]
    public void Load_WrongTime_SaysWhat(string condition, string message)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{ {{condition}} }]}]} } }""")[0].Message.ShouldContain(message);

    private static string Document(string condition) => $$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a",{{condition}} }]}]} } }""";
}
