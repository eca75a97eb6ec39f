using System.Collections.Immutable;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Schemas;
using Baton.Catalog.Signals;

namespace Baton.Catalog.Classification;

/// <summary>What a parameter that carries code, a command or a query makes of the tool.</summary>
internal static class CodeReading
{
    private static readonly string[] Examiners =
        ["explain", "analyze", "analyse", "validate", "lint", "check", "parse", "format", "get", "list", "search", "find", "scan", "suggest", "review", "decode", "encode", "describe", "show", "count"];

    public static Finding? Read(ToolFacts facts, ImmutableArray<Signal> signals)
    {
        if (signals.Any(signal => signal.Kind == SignalKind.MetaTool)) return Run(signals.First(signal => signal.Kind == SignalKind.MetaTool).Quote, "names another tool to call");
        if (facts.Words.Any(Examiners.Contains) || facts.Lead.Any(lead => Verbs.BaseForms(lead.Word).Any(form => form is "explain" or "validate" or "analyze"))) return null;
        foreach (var signal in signals)
        {
            if (signal.Parameter is null || Parameter(facts, signal.Parameter) is not { } parameter) continue;
            if (signal.Kind == SignalKind.Command && (parameter.Required || IsRunner(facts))) return Run(signal.Quote, "carries what is run");
            if (signal.Kind == SignalKind.Query && Query(facts, parameter, signal) is { } found) return found;
        }
        return null;
    }

    private static Finding? Query(ToolFacts facts, Parameter parameter, Signal signal)
    {
        var language = QueryLanguage.Of(facts, parameter) ?? parameter.Name;
        if (!QueryLanguage.CanChange(language.ToLowerInvariant()) && !SqlShape.IsStatement(language)) return null;
        return SqlShape.ReadOnlyBecause(facts) is { } because
            ? Finding.From(VerbKind.Read, 3, EvidenceSource.Description, because, "the query is restricted to reading")
            : Run(signal.Quote, $"carries {language} that may change data");
    }

    private static bool IsRunner(ToolFacts facts) => facts.Words.Concat(facts.Lead.Select(lead => lead.Word)).Any(word => Verbs.OfInflected(word).Kind == VerbKind.Execute);

    private static Parameter? Parameter(ToolFacts facts, string path) => facts.Parameters.FirstOrDefault(parameter => parameter.Path == path);

    private static Finding Run(string quote, string meaning) => Finding.From(VerbKind.Execute, 3, EvidenceSource.Schema, quote, meaning);
}
