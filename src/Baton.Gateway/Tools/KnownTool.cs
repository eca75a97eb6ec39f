using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Protocol.Headers;

namespace Baton.Gateway.Tools;

/// <summary>What the gateway knows of a tool, made once when its server lists it.</summary>
/// <param name="name">Category and definition only, where no rule looks into arguments and the server checks them itself.</param>
/// <param name="facts">Makes the facts for rules that look into arguments, input schema included; asked once, when first needed.</param>
/// <param name="hasOutputSchema">Whether clients validate <c>structuredContent</c>, refusals included.</param>
public sealed class KnownTool(ToolFacts name, Func<ToolFacts> facts, bool hasOutputSchema)
{
    private readonly Lazy<ToolFacts> _facts = new(facts);

    public ToolFacts Name { get; } = name;

    public ToolFacts Facts => _facts.Value;

    public bool HasOutputSchema { get; } = hasOutputSchema;

    /// <summary>What the catalogue says of it; null for tools of this program and where only the name is known.</summary>
    public ToolVerdict? Catalogue { get; init; }

    /// <summary>The native operations of a dialect's tool, as rules name them; the call is judged under each of them too.</summary>
    public ImmutableArray<ToolFacts> Natives { get; init; } = [];

    /// <summary>The arguments that HTTP clients of the stateless era repeat in headers.</summary>
    public ParamHeaders Mirrored { get; init; } = ParamHeaders.None;

    /// <summary>The same tool, as the operator sees it.</summary>
    public KnownTool WithCategory(ToolCategory category) => With(Name.WithCategory(category), () => Facts.WithCategory(category));

    /// <summary>The same tool, without an input schema whose dialect is not validated.</summary>
    public KnownTool WithoutOtherDialects() => With(Name, () => Facts.WithoutOtherDialect());

    private KnownTool With(ToolFacts name, Func<ToolFacts> facts) => new(name, facts, HasOutputSchema)
    {
        Catalogue = Catalogue,
        Natives = Natives,
        Mirrored = Mirrored,
    };

    /// <summary>A tool of which nothing but the name is known: its category is <c>other</c>.</summary>
    public static KnownTool Unknown(string name)
    {
        var facts = new ToolFacts(name);
        return new KnownTool(facts, () => facts, hasOutputSchema: false);
    }
}
