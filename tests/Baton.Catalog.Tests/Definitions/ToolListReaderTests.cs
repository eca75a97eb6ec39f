using System.Text;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Tests.Definitions;

public sealed class ToolListReaderTests
{
    [Theory]
    [InlineData("""{"tools":[{"name":"a"}]}""")]
    [InlineData("""[{"name":"a"}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a"}]}}""")]
    public void Read_AnyShapeOfAList_FindsTheTool(string json) => Read(json).Tools.ShouldHaveSingleItem().Name.ShouldBe("a");

    [Theory]
    [InlineData("{", ToolListProblemCode.Malformed)]
    [InlineData("{}", ToolListProblemCode.NotAList)]
    [InlineData("42", ToolListProblemCode.NotAList)]
    [InlineData("""[{"name":""}]""", ToolListProblemCode.Unnamed)]
    [InlineData("""[{"name":7}]""", ToolListProblemCode.Unnamed)]
    [InlineData("""[{"name":"\ud800"}]""", ToolListProblemCode.Unnamed)]
    [InlineData("""["x"]""", ToolListProblemCode.Unnamed)]
    [InlineData("""[{"name":"a"},{"name":"a"}]""", ToolListProblemCode.Duplicate)]
    [InlineData("""[{"name":"a","inputSchema":"x"}]""", ToolListProblemCode.BadSchema)]
    [InlineData("""[{"name":"a","inputSchema":{"properties":{"\ud800":{}}}}]""", ToolListProblemCode.BadSchema)]
    public void Read_WhatIsWrong_IsReportedAndNeverThrown(string json, string code)
        => Read(json).Problems.ShouldContain(problem => problem.Code == code);

    [Fact]
    public void Read_MoreToolsThanTheLimit_KeepsTheLimit()
    {
        var list = ToolListReader.Read(Encoding.UTF8.GetBytes("""[{"name":"a"},{"name":"b"},{"name":"c"}]"""), new ToolListLimits(MaxTools: 2));
        list.Tools.Length.ShouldBe(2);
        list.Problems.ShouldHaveSingleItem().Code.ShouldBe(ToolListProblemCode.TooMany);
    }

    [Fact]
    public void Read_DeeperThanTheLimit_IsMalformed()
        => Read(new string('[', 100) + new string(']', 100)).Problems.ShouldHaveSingleItem().Code.ShouldBe(ToolListProblemCode.Malformed);

    [Fact]
    public void Read_Annotations_KeepsWhatWasSaid()
        => Read("""[{"name":"a","annotations":{"readOnlyHint":true,"destructiveHint":"yes"}}]""").Tools[0].Annotations.ShouldBe(new ToolAnnotations(ReadOnly: true));

    private static ToolList Read(string json) => ToolListReader.Read(Encoding.UTF8.GetBytes(json));
}
