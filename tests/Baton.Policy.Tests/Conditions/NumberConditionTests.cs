using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>Numbers in every spelling, at the bounds of the language, as arguments and as operands.</summary>
public sealed class NumberConditionTests
{
    [Theory]
    // One value, many spellings.
    [InlineData("eq", "1", "1.0", "T")]
    [InlineData("eq", "100", "1e2", "T")]
    [InlineData("eq", "100", "1E+2", "T")]
    [InlineData("eq", "0.1", "10e-2", "T")]
    [InlineData("eq", "0", "-0", "T")]
    [InlineData("eq", "0", "-0.000e5", "T")]
    [InlineData("eq", "1", "\"1\"", "F")]
    [InlineData("eq", "1", "true", "F")]
    [InlineData("eq", "0", "false", "F")]
    // Where binary fractions go wrong.
    [InlineData("eq", "9007199254740993", "9007199254740992", "F")]
    [InlineData("eq", "0.3", "0.30000000000000004", "F")]
    [InlineData("lt", "0.3", "0.29999999999999999", "T")]
    [InlineData("gt", "900719925474099.2", "900719925474099.3", "T")]
    // Equality knows no bound of size; order does.
    [InlineData("eq", "1e19", "10000000000000000000", "T")]
    [InlineData("neq", "1e19", "1e20", "T")]
    [InlineData("in", "[1e300]", "10e299", "T")]
    [InlineData("lte", "500", "1e19", "U")]
    [InlineData("gte", "500", "1e19", "U")]
    [InlineData("lt", "500", "-1e19", "U")]
    [InlineData("lte", "1e15", "1000000000000000", "T")]
    [InlineData("lte", "1e15", "1000000000000000.1", "U")]
    [InlineData("gt", "0", "1e-15", "T")]
    [InlineData("gt", "0", "1e-16", "U")]
    [InlineData("gt", "0", "0.0000000000000009", "U")]
    [InlineData("lte", "1", "0.1234567890123456789012345678", "T")]
    [InlineData("lte", "1", "0.12345678901234567890123456789", "U")]
    [InlineData("lte", "5", "5.00000000000000000000000000000000000000", "T")]
    // Digits at the end of a long number count.
    [InlineData("lt", "123456789012345.0000000000001", "123456789012345.0000000000000", "T")]
    [InlineData("lt", "123456789012345.0000000000001", "123456789012345.0000000000002", "F")]
    [InlineData("gt", "-5", "-4.999", "T")]
    [InlineData("lt", "-5", "-5.0", "F")]
    public void Evaluate_Number_IsComparedExactly(string op, string operand, string argument, string truth)
        => Verdict.Of($$"""{"path":"args.x","op":"{{op}}","value":{{operand}} }""", $$"""{"x":{{argument}} }""").Letter().ShouldBe(truth);

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e401")]
    [InlineData("1_000")]
    public void Decide_WhatIsNoNumber_IsMalformedUnderAnyRule(string number)
        => Given.Decide("{}", $$"""{"x":{{number}} }""").Code.ShouldBe("malformed");

    [Theory]
    [InlineData("lt", "1e16")]
    [InlineData("gte", "0.0000000000000001")]
    [InlineData("lte", "12345678901234567890123456789e-20")]
    [InlineData("gt", "true")]
    [InlineData("gt", "[1]")]
    [InlineData("gt", "\"500\"")]
    public void Load_OperandThatCannotBeOrdered_IsAnError(string op, string operand)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.x","op":"{{op}}","value":{{operand}} }]}]} } }""")
            .ShouldHaveSingleItem().Code.ShouldBe("operand");

    [Theory]
    [InlineData("[1,2.0,3]", "[1.0,2,3e0]", "T")]
    [InlineData("[1,2,3]", "[1,3,2]", "F")]
    [InlineData("{\"a\":{\"b\":[1]}}", "{\"a\":{\"b\":[1.0]}}", "T")]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "T")]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":1}", "F")]
    [InlineData("{\"a\":null}", "{}", "F")]
    [InlineData("[]", "{}", "F")]
    [InlineData("[[]]", "[[]]", "T")]
    [InlineData("\"\\u00e9\"", "\"é\"", "T")]
    [InlineData("\"e\\u0301\"", "\"é\"", "F")]
    public void Equal_Structure_IsComparedByValue(string operand, string argument, string truth)
        => Verdict.Of($$"""{"path":"args.x","op":"eq","value":{{operand}} }""", $$"""{"x":{{argument}} }""").Letter().ShouldBe(truth);
}
