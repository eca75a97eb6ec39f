using Baton.Memory.Vault;

namespace Baton.Memory.Dialects;

/// <summary>What some dialects need beside the store.</summary>
public sealed record DialectOptions
{
    /// <summary>The zone in which Ainote's dates and times are meant.</summary>
    public const string StandardZone = "Asia/Seoul";

    /// <summary>The vaults that the dialect <c>ainote</c> mirrors to; null where there are none.</summary>
    public IVaultFolders? Vaults { get; init; }

    /// <summary>Null for <see cref="StandardZone"/>.</summary>
    public TimeZoneInfo? AinoteZone { get; init; }
}
