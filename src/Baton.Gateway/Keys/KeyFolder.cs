namespace Baton.Gateway.Keys;

/// <summary>Where this installation's secrets lie: the platform's configuration folder, or where the environment says.</summary>
public static class KeyFolder
{
    /// <summary>Names the audit key's file, instead of <c>audit.key</c> in the configuration folder.</summary>
    public const string AuditVariable = "BATON_AUDIT_KEY_FILE";

    /// <summary>Names the file of the key that encrypts credentials and recorded arguments, instead of <c>secret.key</c>.</summary>
    public const string SecretVariable = "BATON_SECRET_KEY_FILE";

    /// <summary>The path of the audit key.</summary>
    public static string AuditKey(Func<string, string?> environment) => environment(AuditVariable) ?? In(environment, "audit.key");

    /// <summary>The path of the key that encrypts credentials.</summary>
    public static string SecretKey(Func<string, string?> environment) => environment(SecretVariable) ?? In(environment, "secret.key");

    // XDG Base Directory Specification 0.8; %APPDATA% on Windows.
    private static string In(Func<string, string?> environment, string file)
    {
        var root = environment("XDG_CONFIG_HOME") is { Length: > 0 } configured && Path.IsPathRooted(configured)
            ? configured
            : Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(root, "baton", file);
    }
}
