using System.Globalization;
using Baton.Memory.Limits;

namespace Baton.Cli.Configuration;

/// <summary>The limits of the dialect <c>conversation-handoff</c>, which the original lets be configured too.</summary>
internal static class ConversationConfiguration
{
    public const string Bytes = "conversation.bytes";
    public const string SummaryBytes = "conversation.summary_bytes";

    private static readonly MemoryLimits Standard = MemoryLimits.Default;

    /// <inheritdoc cref="EmbeddingConfiguration.Known"/>
    public static IReadOnlyDictionary<string, (string About, Func<string, string?> Refuse)> Known { get; }
        = new SortedDictionary<string, (string, Func<string, string?>)>(StringComparer.Ordinal)
        {
            [Bytes] = (About("The largest conversation that the dialect conversation-handoff takes", Standard.ConversationBytes, Standard.BodyBytes), text => Refuse(text, Standard.BodyBytes)),
            [SummaryBytes] = (About("Its largest summary", Standard.ConversationSummaryBytes, Standard.SummaryBytes), text => Refuse(text, Standard.SummaryBytes)),
        };

    /// <summary>The limits with what is set; a value that could not be set by the command is passed over.</summary>
    public static MemoryLimits Read(SettingsFile file)
    {
        var settings = file.Read();
        int Size(string name, int standard) => settings.TryGetValue(name, out var text) && Known[name].Refuse(text) is null ? Parse(text)!.Value : standard;
        return Standard with
        {
            ConversationBytes = Size(Bytes, Standard.ConversationBytes),
            ConversationSummaryBytes = Size(SummaryBytes, Standard.ConversationSummaryBytes),
        };
    }

    private static string About(string what, int standard, int most)
        => string.Create(CultureInfo.InvariantCulture, $"{what}, in bytes ({standard}; at most {most}).");

    private static string? Refuse(string text, int most)
        => Parse(text) is { } size && size >= 1 && size <= most ? null : string.Create(CultureInfo.InvariantCulture, $"a size is a whole number of bytes from 1 to {most}");

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
