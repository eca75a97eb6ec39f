namespace Baton.Policy.Results;

/// <summary>The sets that <c>redact</c> knows by name. They catch the usual forms; they are no proof that nothing is left.</summary>
internal static class BuiltInPatterns
{
    // Answers often hold JSON as a text, where a word may begin right behind an escape such as \n.
    private const string WordStart = @"(?:\b|\\+(?:[bfnrt]|u[0-9A-Fa-f]{4}))";

    private static readonly Lazy<TextPattern[]> Secrets = new(() =>
    [
        Of("secret", @"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?"),
        Of("secret", @"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
        Of("secret", @"\b(ghp|gho|ghu|ghs|ghr)_[0-9A-Za-z]{36,}\b"),
        Of("secret", @"\bgithub_pat_[0-9A-Za-z_]{40,}\b"),
        Of("secret", @"\bglpat-[0-9A-Za-z_-]{20,}"),
        Of("secret", @"\bxox[abposr]-[0-9A-Za-z-]{10,}"),
        Of("secret", @"\b(sk|rk)_(live|test)_[0-9A-Za-z]{16,}\b"),
        Of("secret", @"\bsk-[0-9A-Za-z_-]{20,}"),
        Of("secret", @"\bbt_[0-9A-Za-z]+_[0-9A-Za-z_-]{20,}"),
        Of("secret", @"\bAIza[0-9A-Za-z_-]{35}"),
        Of("secret", @"\beyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}"),
        Of("secret", @"(?i)\b(password|passwd|secret|token|api[_-]?key|access[_-]?key)\\*[""']?\s*[:=]\s*\\*[""']?([^\s""',;\\]|\\+[^\s""',;\\]){6,}"),
        Of("secret", @"(?i)\b[a-z][a-z0-9+.-]*://[^\s:/@]+:[^\s/@]+@"),
        Of("secret", @"(?i)\bbearer\s+[0-9a-z._~+/-]{16,}=*"),
    ]);

    private static readonly Lazy<TextPattern[]> Pii = new(() =>
    [
        Of("email", @"\b[0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+\b"),
        Of("iban", @"\b[A-Z]{2}[0-9]{2}( ?[0-9A-Z]{4}){3,7}( ?[0-9A-Z]{1,3})?\b"),
        Of("card", @"\b[3-6][0-9]{3}([ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}\b"),
        Of("ssn", @"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b"),
        Of("phone", @"(\+|\b00)[1-9][0-9]{0,2}[ ./-]?(\([0-9]{1,4}\)[ ./-]?)?[0-9]{2,4}([ ./-]?[0-9]{2,4}){2,4}\b"),
    ]);

    public static readonly string[] Names = ["secrets", "pii"];

    public static TextPattern[]? Find(string name) => name switch
    {
        "secrets" => Secrets.Value,
        "pii" => Pii.Value,
        _ => null,
    };

    private static TextPattern Of(string name, string pattern)
    {
        var flags = pattern.StartsWith("(?i)", StringComparison.Ordinal) ? "(?i)" : "";
        var rest = pattern[flags.Length..];
        var whole = rest.StartsWith(@"\b", StringComparison.Ordinal) ? flags + WordStart + rest[2..] : pattern;
        return TextPattern.Parse(name, whole, out var error) ?? throw new FormatException(error);
    }
}
