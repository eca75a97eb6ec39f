using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Catalog.Tests.Definitions;

public sealed class PromptListReaderTests
{
    [Fact]
    public void Prompts_BecomeDefinitionsWithTheirArguments()
    {
        var prompt = Prompts("""{"prompts":[{"name":"sum","title":"T","description":"D","arguments":[{"name":"tone","description":"how","required":true},{"name":"size"}]}]}""").Single();

        (prompt.Name, prompt.Title, prompt.Description).ShouldBe(("sum", "T", "D"));
        prompt.InputSchema.GetRawText().ShouldBe("""{"type":"object","properties":{"tone":{"type":"string","description":"how"},"size":{"type":"string"}},"required":["tone"]}""");
    }

    [Fact]
    public void Templates_AreNamedByTheirUri()
    {
        var template = Templates("""{"resourceTemplates":[{"uriTemplate":"a://{b}","name":"n","description":"D","mimeType":"text/plain","annotations":{"audience":["user"]}}]}""").Single();

        (template.Name, template.Description).ShouldBe(("a://{b}", "D"));
        template.InputSchema.GetRawText().ShouldBe("""{"type":"object","title":"n","contentMediaType":"text/plain"}""");
        template.AnnotationsJson.GetProperty("audience").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"prompts":[{"name":"a","description":"x"}]}""", """{"prompts":[{"name":"a","description":"y"}]}""")]
    [InlineData("""{"prompts":[{"name":"a","arguments":[{"name":"b"}]}]}""", """{"prompts":[{"name":"a","arguments":[{"name":"b","required":true}]}]}""")]
    [InlineData("""{"prompts":[{"name":"a","arguments":[{"name":"b","description":"x"}]}]}""", """{"prompts":[{"name":"a","arguments":[{"name":"b","description":"y"}]}]}""")]
    [InlineData("""{"prompts":[{"name":"a"}]}""", """{"prompts":[{"name":"a","title":"A"}]}""")]
    public void Prompts_AnyChange_IsAnotherDefinition(string before, string after)
        => DefinitionHash.Of(Prompts(before).Single()).ShouldNotBe(DefinitionHash.Of(Prompts(after).Single()));

    [Theory]
    [InlineData("""{"resourceTemplates":[{"uriTemplate":"a","name":"x"}]}""", """{"resourceTemplates":[{"uriTemplate":"a","name":"y"}]}""")]
    [InlineData("""{"resourceTemplates":[{"uriTemplate":"a"}]}""", """{"resourceTemplates":[{"uriTemplate":"a","mimeType":"text/html"}]}""")]
    [InlineData("""{"resourceTemplates":[{"uriTemplate":"a"}]}""", """{"resourceTemplates":[{"uriTemplate":"a","annotations":{"priority":1}}]}""")]
    public void Templates_AnyChange_IsAnotherDefinition(string before, string after)
        => DefinitionHash.Of(Templates(before).Single()).ShouldNotBe(DefinitionHash.Of(Templates(after).Single()));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"prompts":{}}""")]
    [InlineData("""{"prompts":[7,null,{"name":""},{"name":1},{"title":"x"}]}""")]
    [InlineData("""{"prompts":[{"name":"\ud800"}]}""")]
    public void Prompts_WhatIsNoList_IsEmpty(string json) => Prompts(json).ShouldBeEmpty();

    [Fact]
    public void Prompts_ArgumentsThatAreNone_ArePassedOver()
        => Prompts("""{"prompts":[{"name":"a","arguments":[7,{"title":"x"},{"name":"b"},{"name":"b","description":"second"}]}]}""").Single()
            .InputSchema.GetProperty("properties").EnumerateObject().Single().Value.GetRawText().ShouldBe("""{"type":"string"}""");

    [Fact]
    public void Prompts_SameNameTwice_TheFirstCounts()
        => Prompts("""{"prompts":[{"name":"a","title":"1"},{"name":"a","title":"2"}]}""").Single().Title.ShouldBe("1");

    private static IReadOnlyList<DeclaredTool> Prompts(string json) => PromptListReader.Prompts(Encoding.UTF8.GetBytes(json)).Tools;

    private static IReadOnlyList<DeclaredTool> Templates(string json) => PromptListReader.Templates(Encoding.UTF8.GetBytes(json)).Tools;
}
