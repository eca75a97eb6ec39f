using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Tools;

/// <summary>The operator's word goes before the catalogue's, at once, and for that server alone.</summary>
public sealed class OperatorCategoriesTests
{
    private readonly ListedTools _listed = new();
    private ImmutableDictionary<string, ToolCategory> _said = ImmutableDictionary<string, ToolCategory>.Empty;

    private OperatorCategories Tools => new(_listed, server => server == "rec" ? _said : ImmutableDictionary<string, ToolCategory>.Empty);

    public OperatorCategoriesTests()
    {
        foreach (var server in (string[])["rec", "other"]) _listed.Learn(server, [new DeclaredTool("delete_file", OutputSchema: Messages.Json("{}"))]);
    }

    [Fact]
    public void Find_NothingSaid_IsWhatWasListed()
    {
        Tools.Find("rec", null, "delete_file").ShouldBeSameAs(_listed.Find("rec", null, "delete_file"));
        Tools.Find("rec", null, "absent").ShouldBeNull();
    }

    [Fact]
    public void Find_SaidTheSame_IsWhatWasListed()
    {
        _said = _said.Add("delete_file", ToolCategory.Destructive);
        Tools.Find("rec", null, "delete_file").ShouldBeSameAs(_listed.Find("rec", null, "delete_file"));
    }

    [Fact]
    public void Find_SaidOtherwise_HasThatCategoryAndAllElse()
    {
        _said = _said.Add("delete_file", ToolCategory.Read);
        var listed = _listed.Find("rec", null, "delete_file")!;
        var known = Tools.Find("rec", null, "delete_file")!;
        (known.Name.Category, known.Facts.Category).ShouldBe((ToolCategory.Read, ToolCategory.Read));
        (known.Name.Name, known.Name.DefinitionHash, known.HasOutputSchema).ShouldBe((listed.Name.Name, listed.Name.DefinitionHash, true));
        known.Catalogue.ShouldBeSameAs(listed.Catalogue);
        Tools.Find("other", null, "delete_file")!.Name.Category.ShouldBe(ToolCategory.Destructive);
    }

    [Theory]
    [InlineData(ToolCategory.Financial)]
    [InlineData(ToolCategory.Other)]
    public void Find_NotListed_HasTheCategoryAllTheSame(ToolCategory category)
    {
        _said = _said.Add("pay", category);
        var known = Tools.Find("rec", null, "pay").ShouldNotBeNull();
        (known.Name.Name, known.Name.Category, known.HasOutputSchema).ShouldBe(("pay", category, false));
        known.Catalogue.ShouldBeNull();
    }

    [Fact]
    public void Find_ByCall_AsksForTheServerOfItsConnection()
    {
        _said = _said.Add("delete_file", ToolCategory.Write);
        Tools.Find(CallBuilder.Stateless(Messages.Call("1", "delete_file"), server: "rec"), "delete_file")!.Name.Category.ShouldBe(ToolCategory.Write);
        Tools.Find(CallBuilder.Stateless(Messages.Call("1", "delete_file"), server: "other"), "delete_file")!.Name.Category.ShouldBe(ToolCategory.Destructive);
    }

    [Fact]
    public void Find_AfterTheOperatorChangesTheWord_FollowsAtOnce()
    {
        var tools = Tools;
        _said = _said.SetItem("delete_file", ToolCategory.Read);
        tools.Find("rec", null, "delete_file")!.Name.Category.ShouldBe(ToolCategory.Read);
        _said = _said.Clear();
        tools.Find("rec", null, "delete_file")!.Name.Category.ShouldBe(ToolCategory.Destructive);
    }
}
