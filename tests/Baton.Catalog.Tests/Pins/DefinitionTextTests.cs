using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Catalog.Tests.Pins;

public sealed class DefinitionTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"object","properties":{"b":{"minimum":1.50},"a":{"enum":["\u00e9","\n"]}}}""")]
    [InlineData("""{"const":1e300}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"n":123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890}""")]
    public void Read_WhatWasWritten_IsTheSameDefinition(string schema)
    {
        var tool = Tools.Of("get_note", "Reads\u200b one.") with { InputSchema = Tools.Json(schema), OutputSchema = Tools.Json("""{"x":[1]}"""), Title = "T", AnnotationsJson = Tools.Json("""{"readOnlyHint":true,"own":1}""") };

        var read = DefinitionText.Read(DefinitionText.Write(tool)).ShouldNotBeNull();

        DefinitionHash.Of(read).ShouldBe(DefinitionHash.Of(tool));
        (read.Name, read.Title, read.Description).ShouldBe((tool.Name, tool.Title, tool.Description));
    }

    [Fact]
    public void Read_CanonicalText_IsTheSameText()
    {
        var tool = Tools.Of("get_note") with { InputSchema = Tools.Json("""{"z":1.0,"a":[]}""") };

        var text = DefinitionText.Write(tool);

        DefinitionText.Write(DefinitionText.Read(text)!).ShouldBe(text);
        Encoding.UTF8.GetString(text).ShouldContain("""{"a":[],"z":1}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public void Read_AnythingElse_IsNull(string text) => DefinitionText.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public void Write_SchemaWithoutCanonicalForm_StillTellsAnyDifference()
    {
        var one = Tools.Of("t") with { InputSchema = Tools.Json("""{"a":1,"a":2}""") };
        var other = Tools.Of("t") with { InputSchema = Tools.Json("""{"a":3,"a":2}""") };

        DefinitionHash.Of(one).ShouldNotBe(DefinitionHash.Of(other));
    }
}
