using Baton.Policy.Decisions;

namespace Baton.Gateway.Tools;

/// <summary>What the gateway knows of a tool, made once when its server lists it.</summary>
/// <param name="Facts">For rules that look into arguments: category, definition and input schema.</param>
/// <param name="Name">Category and definition only, where no rule looks into arguments and the server checks them itself.</param>
/// <param name="HasOutputSchema">Whether clients validate <c>structuredContent</c>, refusals included.</param>
public sealed record KnownTool(ToolFacts Facts, ToolFacts Name, bool HasOutputSchema)
{
    /// <summary>A tool of which nothing but the name is known: its category is <c>other</c>.</summary>
    public static KnownTool Unknown(string name)
    {
        var facts = new ToolFacts(name);
        return new KnownTool(facts, facts, HasOutputSchema: false);
    }
}
