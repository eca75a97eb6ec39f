using Baton.Policy.Paths;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Paths;

/// <summary>A step's text is what a path is written with: reading it gives the step again.</summary>
public sealed class PathTextTests
{
    private static readonly string[] Pieces = ["a", "b", ".", "[", "]", "\"", "\\", "*", "any", " ", "\t", "é", "😀", "0", "-", "", "'", "\n"];

    [Fact]
    public void Text_AnyName_IsReadBackAsThatName() => Check.One(Repeatable.Config.WithMaxTest(1000), Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
    {
        var name = string.Concat(pieces);
        var step = new PathStep(PathStepKind.Name, name);
        var path = PathParser.Parse($"args{step.Text}.end[3]", out var error).ShouldNotBeNull(error);
        path.Steps.Select(read => (read.Kind, read.Name, read.Index)).ShouldBe([(PathStepKind.Name, name, 0), (PathStepKind.Name, "end", 0), (PathStepKind.Index, "", 3)]);
        path.Steps[0].Text.ShouldBe(step.Text);
    }));

    [Theory]
    [InlineData("a", ".a")]
    [InlineData("a-b_c", ".a-b_c")]
    [InlineData("é", ".é")]
    [InlineData("0", ".0")]
    [InlineData("", "[\"\"]")]
    [InlineData("a.b", "[\"a.b\"]")]
    [InlineData("a[0]", "[\"a[0]\"]")]
    [InlineData("a b", "[\"a b\"]")]
    [InlineData("*", "[\"*\"]")]
    [InlineData("say \"hi\"", "[\"say \\\"hi\\\"\"]")]
    [InlineData("back\\slash", ".back\\slash")]
    [InlineData("c:\\ d", "[\"c:\\\\ d\"]")]
    public void Text_Name_IsWrittenTheShortWayWhereItMay(string name, string text) => new PathStep(PathStepKind.Name, name).Text.ShouldBe(text);

    [Theory]
    [InlineData("args[0]", "[0]")]
    [InlineData("args[2147483647]", "[2147483647]")]
    [InlineData("args[*]", "[*]")]
    [InlineData("args[any]", "[any]")]
    [InlineData("args[\"any\"]", ".any")]
    [InlineData("args[\"0\"]", ".0")]
    public void Text_Step_IsThatOfItsKind(string path, string text) => PathParser.Parse(path, out _)!.Steps.ShouldHaveSingleItem().Text.ShouldBe(text);
}
