namespace Baton.Gateway.Keys;

/// <summary>Where this installation's secrets lie: the platform's configuration folder, or where the environment says.</summary>
public static class KeyFolder
{
    /// <summary>Names the audit key's file, instead of <c>audit.key</c> in the configuration folder.</summary>
    public const string AuditVariable = "BATON_AUDIT_KEY_FILE";

    /// <summary>Names the file of the key that encrypts credentials and recorded arguments, instead of <c>secret.key</c>.</summary>
    public const string SecretVariable = "BATON_SECRET_KEY_FILE";

    /// <summary>The path of the audit key.</summary>
    /// <param name="environment">Reads a variable; null when it is absent or empty.</param>
    /// <param name="configHome">The platform's folder of applications' settings.</param>
    public static string AuditKey(Func<string, string?> environment, string configHome)
        => environment(AuditVariable) ?? Path.Combine(configHome, "baton", "audit.key");

    /// <summary>The path of the key that encrypts credentials.</summary>
    /// <inheritdoc cref="AuditKey"/>
    public static string SecretKey(Func<string, string?> environment, string configHome)
        => environment(SecretVariable) ?? Path.Combine(configHome, "baton", "secret.key");

    /// <summary>Names the file of the key that signs and opens handoff bundles, instead of <c>bundle.key</c>.</summary>
    public const string BundleVariable = "BATON_BUNDLE_KEY_FILE";

    /// <summary>The path of the key of handoff bundles.</summary>
    /// <inheritdoc cref="AuditKey"/>
    public static string BundleKey(Func<string, string?> environment, string configHome)
        => environment(BundleVariable) ?? Path.Combine(configHome, "baton", "bundle.key");
}
