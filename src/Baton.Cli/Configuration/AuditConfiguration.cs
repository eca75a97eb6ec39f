using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Storage.Folders;

namespace Baton.Cli.Configuration;

/// <summary>
/// How the audit log is kept. The same settings may stand in the section <c>audit</c> of <c>baton.json</c>, which an operator writes by
/// hand: what stands there holds, and is changed there.
/// </summary>
internal static class AuditConfiguration
{
    public const string Heads = "audit.heads";
    public const string Sync = "audit.sync";
    public const string Values = "audit.values";

    /// <inheritdoc cref="EmbeddingConfiguration.Known"/>
    public static IReadOnlyDictionary<string, (string About, Func<string, string?> Refuse)> Known { get; }
        = new SortedDictionary<string, (string, Func<string, string?>)>(StringComparer.Ordinal)
        {
            [Heads] = ("Where signed heads of the log go every minute: the absolute path of a file, or an http(s) URL. Unset sends none.",
                text => GatewaySettings.IsPlace(text) ? null : "must be the absolute path of a file, or an http or https URL"),
            [Sync] = ("What a row survives: normal (the death of the process), or full (loss of power too) (normal).", text => text is "normal" or "full" ? null : "must be normal or full"),
            [Values] = ("Whether argument values are recorded too, encrypted: true or false (false).", text => text is "true" or "false" ? null : "must be true or false"),
        };

    /// <summary>What <c>baton.json</c> leaves open, as it was set.</summary>
    /// <exception cref="IOException">A value could not have been set by the command: a mistyped safeguard must not silently be none.</exception>
    public static GatewaySettings Complete(GatewaySettings settings, SettingsFile file)
    {
        var set = file.Read();
        string? Open(string name) => settings.AuditGiven.Contains(name["audit.".Length..]) || !set.TryGetValue(name, out var text) ? null
            : Known[name].Refuse(text) is { } wrong ? throw new IOException($"The setting {name} {wrong}; 'baton config set {name}' changes it.")
            : text;
        var audit = settings.Audit;
        return settings with
        {
            Audit = new AuditOptions
            {
                Heads = Open(Heads) ?? audit.Heads,
                SyncFull = Open(Sync) is { } sync ? sync == "full" : audit.SyncFull,
                RecordValues = Open(Values) is { } values ? values == "true" : audit.RecordValues,
            },
        };
    }

    /// <summary>Where else a setting is written, and holds; null when nowhere.</summary>
    public static string? GivenElsewhere(string name, DataFolder folder)
    {
        if (!Known.ContainsKey(name)) return null;
        var path = folder.File(GatewaySettings.FileName);
        return GatewaySettings.Read(path).TryGet(out var settings, out _) && settings.AuditGiven.Contains(name["audit.".Length..]) ? path : null;
    }
}
