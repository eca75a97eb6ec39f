using System.Collections.Immutable;

namespace Baton.Catalog.Attacks;

/// <summary>One way in which agents and their tools are abused, with a real case and an honest word on what policy can do.</summary>
/// <param name="Id">Stable, lower case with dashes.</param>
/// <param name="Category">Agent behaviour, prompt injection, supply chain, protocol, data or identity.</param>
/// <param name="Stops">How far policy stops it.</param>
/// <param name="StopsHow">Why that far and no further.</param>
/// <param name="RuleJson">A whole policy document as an example, or null where none helps.</param>
/// <param name="Owasp">Ids of the OWASP MCP Top 10 (2025), where the match is plain.</param>
/// <param name="Safe">Technique ids of SAFE-MCP, where the match is plain.</param>
/// <param name="Categories">Words of the tool categories it abuses.</param>
/// <param name="Signals">Ids of the signals it abuses.</param>
public sealed record AttackPattern(
    string Id,
    string Name,
    string Category,
    string How,
    AttackCase Case,
    ImmutableArray<string> LookFor,
    AttackStop Stops,
    string StopsHow,
    string? RuleJson,
    ImmutableArray<string> Owasp,
    ImmutableArray<string> Safe,
    ImmutableArray<string> Categories,
    ImmutableArray<string> Signals);

/// <summary>Where it happened.</summary>
/// <param name="Date">As exact as the source: a day, a month or a year.</param>
public sealed record AttackCase(string What, string Date, string SourceTitle, string SourcePublisher, string SourceDate);

/// <summary>How far policy stops an attack.</summary>
public enum AttackStop
{
    None,
    Partial,
    Full,
}
