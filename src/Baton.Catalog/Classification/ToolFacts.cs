using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Schemas;
using Baton.Catalog.Text;

namespace Baton.Catalog.Classification;

/// <summary>What is read off one definition once, for all rules: words, sentences, parameters and the server around it.</summary>
internal sealed class ToolFacts
{
    public ToolFacts(DeclaredTool tool, ServerContext server)
    {
        Tool = tool;
        Server = server;
        Words = server.Unprefixed(NameTokens.Of(tool.Name));
        Parameters = ParameterReader.Read(tool.InputSchema);
        Sentences = Prose.Sentences(tool.Description);
        Lead = Sentences.IsEmpty ? [] : LeadingVerbs.Of(Sentences[0]);
        Annotations = tool.Annotations ?? ToolAnnotations.None;
    }

    public DeclaredTool Tool { get; }

    public ServerContext Server { get; }

    /// <summary>Words of the name, the server's prefix and a closing "tool" removed.</summary>
    public ImmutableArray<string> Words { get; }

    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The first sentences of the description.</summary>
    public ImmutableArray<string> Sentences { get; }

    /// <summary>The verbs that the description begins with, or lists after a colon.</summary>
    public ImmutableArray<LeadVerb> Lead { get; }

    public ToolAnnotations Annotations { get; }

    public IEnumerable<Parameter> TopLevel => Parameters.Where(parameter => parameter.Depth == 0);

    public bool HasWord(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Words.Contains(word)) return true;
        }
        return false;
    }

    public Parameter? Named(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var parameter in Parameters)
            {
                if (parameter.Depth == 0 && string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)) return parameter;
            }
        }
        return null;
    }

    /// <summary>Whether the first sentences contain one of the phrases, in lower case.</summary>
    public string? Says(params ReadOnlySpan<string> phrases)
    {
        foreach (var sentence in Sentences)
        {
            foreach (var phrase in phrases)
            {
                if (Phrases.Contains(sentence, phrase)) return phrase;
            }
        }
        return null;
    }
}
