using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Tests.Lexicon;

/// <summary>Words: which of them say what a tool does, in which of their forms, and where a sentence puts them.</summary>
public sealed class VerbTests
{
    [Theory]
    [InlineData("get", "Read")]
    [InlineData("create", "Write")]
    [InlineData("delete", "Destroy")]
    [InlineData("run", "Execute")]
    [InlineData("pay", "Pay")]
    [InlineData("note", "Write")]
    [InlineData("thing", "None")]
    [InlineData("Get", "None")]
    [InlineData("", "None")]
    public void Of_Word_HasItsKind(string word, string kind) => Verbs.Of(word).Kind.ToString().ShouldBe(kind);

    [Theory]
    [InlineData("deletes", "Destroy")]
    [InlineData("deleted", "Destroy")]
    [InlineData("deleting", "Destroy")]
    [InlineData("copies", "Write")]
    [InlineData("copied", "Write")]
    [InlineData("pushes", "Write")]
    [InlineData("drops", "Destroy")]
    [InlineData("dropped", "Destroy")]
    [InlineData("dropping", "Destroy")]
    [InlineData("running", "Execute")]
    [InlineData("executes", "Execute")]
    [InlineData("pays", "Pay")]
    [InlineData("refunding", "Pay")]
    [InlineData("fetches", "Read")]
    [InlineData("listing", "Read")]
    [InlineData("thinks", "Read")]
    [InlineData("strings", "None")]
    [InlineData("bed", "None")]
    [InlineData("thing", "None")]
    public void OfInflected_Form_IsThatOfItsVerb(string word, string kind) => Verbs.OfInflected(word).Kind.ToString().ShouldBe(kind);

    [Fact]
    public void Of_EveryVerb_IsFoundInItsInflectedForms()
    {
        foreach (var verb in (string[])["delete", "create", "update", "remove", "execute", "invoke", "purge", "revoke", "erase", "archive", "generate", "merge"])
        {
            foreach (var form in (string[])[verb + "s", verb + "d", verb[..^1] + "ing"]) Verbs.OfInflected(form).Kind.ShouldBe(Verbs.Of(verb).Kind, form);
        }
    }

    [Theory]
    // sentence, the verbs that lead it with their objects
    [InlineData("Delete a file", "delete: a file")]
    [InlineData("Deletes the file at a path.", "deletes: the file at a path")]
    [InlineData("This tool allows you to delete a file", "delete: a file")]
    [InlineData("Permanently delete a file", "delete: a file")]
    [InlineData("Create or update a file", "create: or update a file | update: a file")]
    [InlineData("Create, update or delete files", "create:  | update: or delete files | delete: files")]
    [InlineData("List files and delete them", "list: files and delete them | delete: them")]
    [InlineData("Search issues and pull requests", "search: issues and pull requests")]
    [InlineData("File management: delete files", "delete: files")]
    [InlineData("A tool", "")]
    [InlineData("", "")]
    public void Of_Sentence_GivesItsLeadingVerbs(string sentence, string verbs)
        => string.Join(" | ", LeadingVerbs.Of(sentence).Select(verb => $"{verb.Word}: {string.Join(' ', verb.Object)}")).ShouldBe(verbs);

    [Theory]
    [InlineData("payment", true)]
    [InlineData("payments", true)]
    [InlineData("payouts", true)]
    [InlineData("currency", false)]
    [InlineData("pay", false)]
    public void Money_Noun_IsFoundInItsPlural(string word, bool money) => Nouns.Money.Has(word).ShouldBe(money);

    [Theory]
    [InlineData("repository", true)]
    [InlineData("repositories", true)]
    [InlineData("branches", true)]
    [InlineData("indexes", true)]
    [InlineData("databases", true)]
    [InlineData("file", false)]
    public void Containers_Noun_IsFoundInItsPlural(string word, bool container) => Nouns.Containers.Has(word).ShouldBe(container);
}
