using System.Collections.Immutable;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Catalog.Classification;

/// <summary>How bad a category gets with these words and signals; the table of the guidelines, row by row.</summary>
internal static class SeverityRules
{
    private static readonly string[] Publishes = ["send", "post", "reply", "publish", "forward", "share", "invite", "promote", "notify", "broadcast", "comment", "deploy", "merge", "scale", "resize", "grant", "transfer", "upgrade", "release"];

    public static ToolSeverity Of(ToolCategory category, ToolFacts facts, ImmutableArray<Signal> signals)
    {
        if (Has(signals, SignalKind.Instruction) || Has(signals, SignalKind.HiddenText)) return ToolSeverity.Critical;
        var severity = category switch
        {
            ToolCategory.Read => Reading(facts, signals),
            ToolCategory.Write => Writing(facts, signals),
            ToolCategory.Destructive => Destroying(facts, signals),
            ToolCategory.Execute => Executing(facts, signals),
            ToolCategory.Financial => Paying(facts),
            _ => ToolSeverity.Medium,
        };
        if (Has(signals, SignalKind.OtherTools) && severity < ToolSeverity.High) severity = ToolSeverity.High;
        return facts.Annotations.Destructive == true && facts.Server.ClaimsAllDestructive && severity == ToolSeverity.Low ? ToolSeverity.Medium : severity;
    }

    private static ToolSeverity Reading(ToolFacts facts, ImmutableArray<Signal> signals)
    {
        if (Nouns.Secrets.HasAny(facts.Words) || Nouns.Secrets.Has(string.Join('_', facts.Words.TakeLast(2)))) return ToolSeverity.High;
        if (signals.Any(signal => signal.Kind == SignalKind.Query && !IsSearch(facts)))
        {
            if (facts.HasWord("explain", "analyze", "validate", "check")) return ToolSeverity.Medium;
            return SqlShape.ReadOnlyBecause(facts) is { } and not "SELECT" and not "read" ? ToolSeverity.Medium : ToolSeverity.High;
        }
        if (Has(signals, SignalKind.Command)) return ToolSeverity.Medium;
        if (Has(signals, SignalKind.Url)) return ToolSeverity.Medium;
        var reads = facts.HasWord("read", "get", "fetch", "download", "history", "replies", "export") || facts.HasWord("search", "list", "find") && facts.HasWord("messages", "emails", "events", "mail");
        return reads && Nouns.PrivateContent.HasAny(facts.Words) && !facts.HasWord("info", "details", "metadata", "status", "results", "directory", "label", "labels") ? ToolSeverity.Medium : ToolSeverity.Low;
    }

    private static bool IsSearch(ToolFacts facts) => facts.HasWord("search", "find", "list", "docs", "documentation");

    private static ToolSeverity Writing(ToolFacts facts, ImmutableArray<Signal> signals)
    {
        if (Has(signals, SignalKind.Bulk) && facts.HasWord("batch", "bulk", "mass", "multiple", "many")) return ToolSeverity.High;
        if (facts.Server.DrivesScreen) return IsTrifle(facts) ? ToolSeverity.Low : ToolSeverity.Medium;
        if ((Publishes.Contains(facts.Words[0]) || Publishes.Contains(facts.Words[^1])) && !facts.HasWord("draft", "approval", "cells")) return ToolSeverity.High;
        if (Nouns.ToPeople.HasAny(facts.Words) && facts.HasWord("create", "add", "edit", "make") && !facts.HasWord("label", "filter", "draft")) return ToolSeverity.High;
        if (Nouns.Access.HasAny(facts.Words) && !facts.HasWord("get", "list")) return ToolSeverity.High;
        if (Nouns.Production.HasAny(facts.Words)) return ToolSeverity.High;
        if (facts.HasWord("push") && (facts.Server.IsGit || facts.HasWord("files", "image"))) return ToolSeverity.High;
        return IsTrifle(facts) ? ToolSeverity.Low : ToolSeverity.Medium;
    }

    private static bool IsTrifle(ToolFacts facts)
        => facts.HasWord("star", "unstar", "toggle", "hover", "resize", "scroll", "select", "highlight", "emulate", "pin", "mute", "mark", "dismiss", "swipe", "activate", "switch", "like", "close", "wheel", "tracking") && !facts.HasWord("session")
        || Nouns.Trifles.HasAny(facts.Words)
        || (facts.HasWord("set") && facts.HasWord("active", "current", "working", "directory", "orientation"))
        || (facts.HasWord("add") && facts.HasWord("label", "tag", "reaction", "reactions"));

    private static ToolSeverity Destroying(ToolFacts facts, ImmutableArray<Signal> signals)
    {
        var words = facts.Words;
        if (Nouns.Marks.HasAny(words.TakeLast(1)) || (Nouns.Marks.HasAny(words) && facts.HasWord("remove"))) return ToolSeverity.Medium;
        if (facts.HasWord("all", "bulk", "batch", "cleanup", "everything")) return ToolSeverity.Critical;
        if (facts.HasWord("delete", "drop", "destroy", "purge", "wipe", "erase", "reset", "truncate", "rebuild", "teardown", "apply", "terminate") && IsContainer(facts)) return ToolSeverity.Critical;
        return signals.Any(signal => signal.Kind is SignalKind.Wildcard) ? ToolSeverity.Critical : ToolSeverity.High;
    }

    private static bool IsContainer(ToolFacts facts)
    {
        var name = Text.NameTokens.Of(facts.Tool.Name);
        return Nouns.Containers.Has(name[^1]) || Nouns.Containers.HasAny(facts.Words) && !Nouns.Containers.Has(facts.Words[0]) && !facts.HasWord("item", "file", "record", "object", "key", "user", "note") || facts.HasWord("terraform", "teardown")
            || name[^1] is "delete" or "destroy" or "drop" && name.Length > 1 && Nouns.Containers.Has(name[^2]);
    }

    private static ToolSeverity Executing(ToolFacts facts, ImmutableArray<Signal> signals)
        => facts.Server.DrivesScreen && facts.HasWord("evaluate") ? ToolSeverity.High
        : facts.HasWord("request") || signals.Any(signal => signal.Kind is SignalKind.Command or SignalKind.Query or SignalKind.MetaTool) ? ToolSeverity.Critical : ToolSeverity.High;

    private static ToolSeverity Paying(ToolFacts facts)
        => facts.HasWord("invoice", "invoices", "link", "subscription", "quote", "qr", "note", "item") ? ToolSeverity.High : ToolSeverity.Critical;

    private static bool Has(ImmutableArray<Signal> signals, SignalKind kind) => signals.Any(signal => signal.Kind == kind);
}
