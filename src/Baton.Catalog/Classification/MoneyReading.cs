using System.Collections.Immutable;
using Baton.Catalog.Lexicon;

namespace Baton.Catalog.Classification;

/// <summary>Whether the tool moves or promises money: a money word under a verb that commits, in a server that deals in it.</summary>
internal static class MoneyReading
{
    private static readonly string[] Commits =
        ["create", "send", "finalize", "finalise", "capture", "pay", "process", "initiate", "make", "submit", "place", "replace", "issue", "close", "exercise", "execute", "approve", "settle", "transfer", "add", "complete", "confirm", "open", "convert", "bridge", "swap"];

    private static readonly string[] Revises = ["update", "modify", "change", "edit", "set"];

    private static readonly string[] Revised = ["invoice", "subscription", "link", "quote"];

    public static Finding? Read(ToolFacts facts)
    {
        var words = facts.Words;
        var verb = words.FirstOrDefault(word => Commits.Contains(word) || Revises.Contains(word));
        if (verb is null || Ends(words) || facts.HasWord("cancel", "delete", "void", "list", "get", "search", "fetch", "retrieve", "show")) return null;
        var money = words.FirstOrDefault(word => word != verb && IsMoney(word, facts));
        if (money is null) return verb is "transfer" or "swap" or "bridge" && HasAmount(facts) && facts.Server.DealsInMoney ? Found(verb) : null;
        if (Revises.Contains(verb) && !words.Any(word => Revised.Any(revised => word == revised || word == revised + "s"))) return null;
        return Found($"{verb} … {money}");
    }

    private static bool IsMoney(string word, ToolFacts facts)
        => Nouns.Money.Has(word) || (facts.Server.DealsInMoney && Nouns.MoneyInContext.Has(word));

    // create_subscription_plan, send_invoice_reminder: the head of the phrase is no money.
    private static bool Ends(ImmutableArray<string> words) => Nouns.NotMoney.Has(words[^1]) && !words.Contains("credit");

    private static bool HasAmount(ToolFacts facts) => facts.Parameters.Any(parameter => parameter.Name.Contains("amount", StringComparison.OrdinalIgnoreCase));

    private static Finding Found(string quote) => Finding.From(VerbKind.Pay, 3, EvidenceSource.Name, quote, "commits money");
}
