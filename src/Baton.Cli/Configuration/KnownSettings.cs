namespace Baton.Cli.Configuration;

/// <summary>Every setting that <c>baton config</c> takes.</summary>
internal static class KnownSettings
{
    /// <summary>What each means, and what is wrong with a value or null.</summary>
    public static IReadOnlyDictionary<string, (string About, Func<string, string?> Refuse)> All { get; }
        = new SortedDictionary<string, (string About, Func<string, string?> Refuse)>(
            AuditConfiguration.Known.Concat(EmbeddingConfiguration.Known).Concat(ConversationConfiguration.Known).Concat(DialectConfiguration.Known).ToDictionary(known => known.Key, known => known.Value), StringComparer.Ordinal);
}
