using Baton.Cli.Vault;
using Baton.Memory.Dialects;
using Baton.Storage.Folders;

namespace Baton.Cli.Configuration;

/// <summary>The settings of dialects.</summary>
internal static class DialectConfiguration
{
    public const string AinoteZone = "ainote.time_zone";

    /// <summary>What each setting means, and what is wrong with a value or null.</summary>
    public static IReadOnlyDictionary<string, (string About, Func<string, string?> Refuse)> Known { get; }
        = new SortedDictionary<string, (string, Func<string, string?>)>(StringComparer.Ordinal)
        {
            [AinoteZone] = ($"The zone of dates and times in the dialect ainote ({DialectOptions.StandardZone}).",
                value => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _) ? null : "a zone has a name such as Europe/Berlin"),
        };

    public static DialectOptions Read(DataFolder folder) => new()
    {
        Vaults = new VaultFolders(folder),
        AinoteZone = SettingsFile.Of(folder).Read().TryGetValue(AinoteZone, out var name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
    };
}
