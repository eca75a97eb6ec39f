using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Classification;

/// <summary>What the first sentences say: the verbs they lead with, and phrases that speak of loss.</summary>
internal static class DescriptionReading
{
    private static readonly string[] Loss =
    [
        "overwrite", "overwrites", "overwriting", "permanently delete", "permanently deletes", "permanently remove", "permanently removes", "cannot be undone", "can't be undone",
        "irreversible", "irreversibly", "losing", "destroys", "wipes", "wipe", "replacing what", "will be lost", "deletes the", "removes all", "rewriting history", "force push",
        "stop and remove", "discards", "completely replace", "completely replaces", "erases",
    ];

    private static readonly string[] Running = ["which runs", "that runs", "and runs", "and run it", "and executes", "and execute it", "which starts", "which executes", "agent carry out", "agent carries out", "agent perform", "agent performs"];

    public static IEnumerable<Finding> Read(ToolFacts facts)
    {
        var position = 0;
        foreach (var lead in facts.Lead)
        {
            var kind = VerbInContext.Of(lead.Word, lead.Kind, lead.Object, facts);
            var strength = lead.IsNounToo && kind == lead.Kind && position == 0 ? 2 : 3;
            yield return Finding.From(kind, strength, EvidenceSource.Description, Quote(lead), $"the description's verb: {Meanings.Of(kind)}");
            position++;
        }
        if (facts.Says(Loss) is { } phrase)
        {
            yield return Finding.From(VerbKind.Destroy, 3, EvidenceSource.Description, phrase, "speaks of loss");
        }
        if (facts.Says(Running) is { } running && facts.Lead.All(lead => lead.Kind is VerbKind.Write or VerbKind.Read))
        {
            yield return Finding.From(VerbKind.Execute, 3, EvidenceSource.Description, running, "what is made is run");
        }
    }

    private static string Quote(LeadVerb lead) => lead.Object.IsEmpty ? lead.Word : $"{lead.Word} {string.Join(' ', lead.Object.Take(5))}";
}
