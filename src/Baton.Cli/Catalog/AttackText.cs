using Baton.Catalog.Attacks;

namespace Baton.Cli.Catalog;

/// <summary>One attack pattern for a person at a terminal.</summary>
internal static class AttackText
{
    public static void Write(TextWriter output, AttackPattern attack)
    {
        output.WriteLine($"{attack.Name} ({attack.Id}, {attack.Category})");
        output.WriteLine();
        output.WriteLine(attack.How);
        output.WriteLine();
        output.WriteLine($"It happened: {attack.Case.What}");
        output.WriteLine($"  {attack.Case.Date}; {attack.Case.SourcePublisher}, \"{attack.Case.SourceTitle}\" ({attack.Case.SourceDate})");
        output.WriteLine($"Look for: {string.Join("; ", attack.LookFor)}");
        output.WriteLine($"Policy stops: {attack.Stops.ToString().ToLowerInvariant()}. {attack.StopsHow}");
        if (attack.Owasp.Length + attack.Safe.Length > 0) output.WriteLine($"Known as: {string.Join(", ", attack.Owasp.Select(id => $"OWASP {id}").Concat(attack.Safe))}");
        if (attack.RuleJson is not { } rule) return;
        output.WriteLine();
        output.WriteLine(rule);
    }
}
