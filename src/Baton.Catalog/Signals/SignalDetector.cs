using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Schemas;
using Baton.Catalog.Text;

namespace Baton.Catalog.Signals;

/// <summary>Collects the signals of a definition: of every parameter, then of its name and its texts.</summary>
internal static class SignalDetector
{
    private const int ManyParameters = 15;
    private const int QuoteLength = 120;

    public static ImmutableArray<Signal> Detect(ToolFacts facts)
    {
        var signals = ImmutableArray.CreateBuilder<Signal>();
        foreach (var parameter in facts.Parameters)
        {
            foreach (var kind in ParameterSignals.Of(parameter, facts)) signals.Add(new Signal(kind, parameter.Path, Quote(parameter.Name)));
        }
        AddShape(facts, signals);
        AddTexts(facts, signals);
        return signals.ToImmutable();
    }

    private static void AddShape(ToolFacts facts, ImmutableArray<Signal>.Builder signals)
    {
        var count = facts.TopLevel.Count();
        if (count >= ManyParameters) signals.Add(new Signal(SignalKind.ManyParameters, null, $"{count} parameters"));
        if (facts.Words.FirstOrDefault(word => word is "bulk" or "batch" or "mass" or "many" or "all" or "multiple") is { } bulk)
        {
            signals.Add(new Signal(SignalKind.Bulk, null, bulk));
        }
        else if (facts.TopLevel.FirstOrDefault(IsList) is { } list)
        {
            signals.Add(new Signal(SignalKind.Bulk, list.Path, list.Name));
        }
        if (MetaTool(facts) is { } target) signals.Add(new Signal(SignalKind.MetaTool, target.Path, target.Name));
    }

    private static bool IsList(Parameter parameter)
        => parameter.IsArray && parameter.Required && parameter.Type is ParameterType.Map or ParameterType.Text
        && parameter.Name.EndsWith('s') && NameTokens.Of(parameter.Name)[^1] is not ("args" or "fields" or "columns" or "metrics" or "dimensions" or "params" or "parameters");

    private static Parameter? MetaTool(ToolFacts facts)
    {
        if (!facts.Words.Any(word => word is "call" or "invoke" or "execute" or "run" or "dispatch" or "use")) return null;
        var target = facts.Named("tool", "tool_name", "toolName", "tool_id", "method");
        var arguments = facts.Named("arguments", "args", "params", "parameters", "input", "tool_args", "request");
        return target is { Type: ParameterType.Text } && target.Values.IsEmpty && arguments is { Type: ParameterType.Map or ParameterType.Any } ? target : null;
    }

    private static void AddTexts(ToolFacts facts, ImmutableArray<Signal>.Builder signals)
    {
        foreach (var (text, path) in Texts(facts))
        {
            if (Hidden.List(text) is { Count: > 0 } hidden) signals.Add(new Signal(SignalKind.HiddenText, path, string.Join(' ', hidden)));
            if (InstructionPatterns.Find(text) is { } found) signals.Add(new Signal(SignalKind.Instruction, path, Quote(found)));
        }
        if (Confusables.IsMixed(facts.Tool.Name)) signals.Add(new Signal(SignalKind.HiddenText, null, Quote(facts.Tool.Name)));
        if (OtherTool(facts) is { } other) signals.Add(new Signal(SignalKind.OtherTools, null, Quote(other)));
    }

    private static IEnumerable<(string Text, string? Path)> Texts(ToolFacts facts)
    {
        yield return (facts.Tool.Name, null);
        if (facts.Tool.Title is { } title) yield return (title, null);
        if (facts.Tool.Description is { } description) yield return (description, null);
        foreach (var parameter in facts.Parameters)
        {
            yield return (parameter.Name, parameter.Path);
            if (parameter.Description is { } text) yield return (text, parameter.Path);
            foreach (var value in parameter.Values) yield return (value, parameter.Path);
        }
    }

    // A name that looks like a tool (two words joined by an underscore) next to the word "tool", and that is not one of the server's own.
    private static string? OtherTool(ToolFacts facts)
    {
        if (facts.Tool.Description is not { Length: > 0 } description) return null;
        foreach (var sentence in Prose.Sentences(description, 12))
        {
            var words = Prose.Words(sentence);
            for (var at = 0; at < words.Length; at++)
            {
                var word = words[at];
                if (!word.Contains('_', StringComparison.Ordinal) || facts.Server.Names.Contains(word) || IsParameter(facts, word)) continue;
                var near = (at > 0 && words[at - 1] is "tool") || (at + 1 < words.Length && words[at + 1] is "tool");
                if (near && NameTokens.Of(word).Any(part => Verbs.Of(part).Kind != VerbKind.None)) return word;
            }
        }
        return null;
    }

    private static bool IsParameter(ToolFacts facts, string word)
        => facts.Parameters.Any(parameter => string.Equals(parameter.Name, word, StringComparison.OrdinalIgnoreCase) || parameter.Values.Contains(word));

    private static string Quote(string text)
    {
        var shown = Printable.Of(text.Length <= QuoteLength ? text : Printable.Start(text, QuoteLength) + "…");
        return shown.ReplaceLineEndings(" ");
    }
}
