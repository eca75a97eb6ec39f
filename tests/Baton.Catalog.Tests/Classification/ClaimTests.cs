using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>What a server says of itself can raise a risk and never lower it.</summary>
public sealed class ClaimTests
{
    [Fact]
    public void Classify_ReadOnlyClaimOnADeletion_StaysDestructiveAndDisagrees()
    {
        var verdict = Classifier.Classify(Tools.Of("delete_note", "Delete a note").Claiming(readOnly: true));
        verdict.Category.ShouldBe(ToolCategory.Destructive);
        verdict.Annotations.Agrees.ShouldBe(false);
    }

    [Theory, InlineData("process_items"), InlineData("update_note"), InlineData("get_thing")]
    public void Classify_DestructiveClaim_Raises(string name)
        => Classifier.Classify(Tools.Of(name).Claiming(readOnly: false, destructive: true)).Category.ShouldBe(ToolCategory.Destructive);

    [Fact]
    public void Classify_DestructiveClaimOnEveryTool_TellsNothingOfOne()
    {
        var tools = Enumerable.Range(0, 8).Select(at => Tools.Of($"update_part{at}", "Update a part").Claiming(destructive: true)).ToImmutableArray();
        Classifier.Classify(tools).ShouldAllBe(verdict => verdict.Category == ToolCategory.Write);
    }

    [Fact]
    public void Classify_OnlyTheClaimTells_IsTakenWithLittleConfidence()
    {
        var verdict = Classifier.Classify(Tools.Of("frobnicator").Claiming(readOnly: true));
        verdict.Category.ShouldBe(ToolCategory.Read);
        verdict.Confidence.ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Classify_NothingTells_IsOther()
    {
        var verdict = Tools.Judge("frobnicator");
        verdict.Category.ShouldBe(ToolCategory.Other);
        verdict.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public void Classify_ActionThatMayDelete_IsDestructiveWhateverTheName()
        => Tools.Judge("manage_rules", "Manage rules", "action!:list|create|delete").Category.ShouldBe(ToolCategory.Destructive);
}
