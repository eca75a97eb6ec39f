namespace Baton.Policy.Documents;

/// <summary>A policy as it is written: immutable, equal to another with the same content, and not yet judged or compiled.</summary>
/// <param name="Default">What happens to what no entry matches.</param>
/// <param name="Mode">Whether refusals are carried out; enforced when absent.</param>
/// <param name="Hide">Names and globs of tools that are not shown and not called.</param>
/// <param name="ShowDenied">Whether tools that can never be called are listed all the same.</param>
/// <param name="AllTools">An entry for every call, beside the tool's own.</param>
/// <param name="Tools">Entries by name or glob.</param>
/// <param name="Classes">Entries by category.</param>
/// <param name="Resources">Entries by the glob of a resource's URI; null when the document does not speak of resources.</param>
/// <param name="Prompts">Entries by a prompt's name; null when the document does not speak of prompts.</param>
/// <param name="ServerRequests">What the server may ask back; null when the document does not speak of it.</param>
/// <param name="Definitions">Whether changed definitions are held back; they are when absent.</param>
/// <param name="Tests">The document's own tests.</param>
/// <param name="Schema">The <c>$schema</c> key, ignored.</param>
/// <param name="Description">For readers, ignored.</param>
public sealed record PolicyDocument(
    DefaultAction Default,
    PolicyMode? Mode = null,
    Sequence<string> Hide = default,
    bool? ShowDenied = null,
    EntryConfig? AllTools = null,
    Sequence<NamedEntry> Tools = default,
    Sequence<ClassEntry> Classes = default,
    Sequence<NamedEntry>? Resources = null,
    Sequence<NamedEntry>? Prompts = null,
    ServerRequestsConfig? ServerRequests = null,
    DefinitionsMode? Definitions = null,
    Sequence<TestConfig> Tests = default,
    string? Schema = null,
    string? Description = null)
{
    /// <summary>The only version of the language.</summary>
    public const string Version = "1";

    /// <summary>Largest document, in bytes: a thousand tools with rules stay far below it.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Deepest nesting of a document.</summary>
    public const int MaxDepth = 64;
}
