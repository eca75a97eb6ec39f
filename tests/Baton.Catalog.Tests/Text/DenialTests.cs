using Baton.Catalog.Classification;
using Baton.Catalog.Text;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Text;

/// <summary>A phrase that is denied is not said, and a denial of something else does not take it back.</summary>
public sealed class DenialTests
{
    [Theory]
    [InlineData("It does not permanently delete files.")]
    [InlineData("It doesn't permanently delete files.")]
    [InlineData("It never permanently deletes files.", "permanently deletes")]
    [InlineData("It cannot permanently delete files.")]
    [InlineData("It doesn’t permanently delete files.")]
    [InlineData("Moves files rather than permanently delete them.")]
    [InlineData("Does not create, permanently delete or move files.")]
    [InlineData("Never will it create, permanently delete or move.")]
    [InlineData("Archives without being able to permanently delete.")]
    public void Contains_DeniedPhrase_IsNotSaid(string sentence, string phrase = "permanently delete") => Phrases.Contains(sentence, phrase).ShouldBeFalse();

    [Theory]
    [InlineData("There is no undo: permanently delete the row.")]
    [InlineData("There is no undo; permanently delete the row.")]
    [InlineData("No undo (permanently delete).")]
    [InlineData("Without a backup, permanently delete the row.")]
    [InlineData("With no backup, permanently delete the row.")]
    [InlineData("At the casino permanently delete rows.")]
    [InlineData("Tie a knot permanently delete it.")]
    [InlineData("A volcano can permanently delete it.")]
    [InlineData("Not found? Permanently delete.")]
    [InlineData("Does not ask whether to archive or to permanently delete.")]
    public void Contains_DenialOfSomethingElse_DoesNotTakeItBack(string sentence) => Phrases.Contains(sentence, "permanently delete").ShouldBeTrue();

    [Theory]
    [InlineData("Update the row. There is no undo: this overwrites it.", ToolCategory.Destructive)]
    [InlineData("Update the row. Without a backup, overwrites it.", ToolCategory.Destructive)]
    [InlineData("Update the row. It never overwrites others.", ToolCategory.Write)]
    public void Classify_LossBehindADenial_IsStillLoss(string description, ToolCategory category) => Tools.Judge("update_row", description, "id!").Category.ShouldBe(category);
}
