using System.Collections.Immutable;
using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.Gateway.Servers;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Governance;

/// <summary>
/// What an operator sets for every process on a data folder, in its file <c>baton.json</c>. Sections that other parts read are
/// passed over; a value that cannot be meant is refused, because a mistyped safeguard would silently be none.
/// </summary>
/// <param name="Audit">The section <c>audit</c>: <c>sync</c> (<c>normal</c>, <c>full</c>), <c>heads</c>, <c>values</c>.</param>
/// <param name="Policies">The folder of policy files, <c>policies</c>; a relative one lies in the data folder.</param>
public sealed record GatewaySettings(AuditOptions Audit, string Policies = GatewaySettings.PolicyFolder)
{
    /// <summary>Where policy files lie unless told otherwise.</summary>
    public const string PolicyFolder = "policies";

    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "baton.json";

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Which settings of the section <c>audit</c> stand in the file; the rest may be set elsewhere.</summary>
    public ImmutableHashSet<string> AuditGiven { get; init; } = [];

    /// <summary>What holds where there is no file.</summary>
    public static GatewaySettings Default { get; } = new(new AuditOptions());

    /// <summary>Reads the file; the defaults when there is none.</summary>
    public static Outcome<GatewaySettings> Read(string path)
    {
        if (!File.Exists(path)) return Default;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Reading);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Invalid(path, "", "is not a JSON object");
            if (ReadFolder(document.RootElement) is not { } folder) return Invalid(path, "/policies", "must be the path of a folder");
            var settings = document.RootElement.TryGetProperty("audit"u8, out var audit) ? ReadAudit(path, audit) : Default;
            return settings.TryGet(out var read, out _) ? read with { Policies = folder } : settings;
        }
        catch (JsonException malformed)
        {
            return Invalid(path, "", $"is not JSON: {malformed.Message}");
        }
    }

    private static string? ReadFolder(JsonElement settings)
    {
        if (!settings.TryGetProperty("policies"u8, out var policies)) return PolicyFolder;
        return policies.ValueKind == JsonValueKind.String && policies.GetString() is { Length: > 0 } folder ? folder : null;
    }

    private static Outcome<GatewaySettings> ReadAudit(string path, JsonElement audit)
    {
        if (audit.ValueKind != JsonValueKind.Object) return Invalid(path, "/audit", "must be an object");
        var options = new AuditOptions();
        var given = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var member in audit.EnumerateObject())
        {
            given.Add(member.Name);
            switch (member.Name, member.Value.ValueKind)
            {
                case ("sync", JsonValueKind.String) when member.Value.GetString() is "full" or "normal":
                    options = options with { SyncFull = member.Value.ValueEquals("full"u8) };
                    break;
                case ("heads", JsonValueKind.String) when !IsPlace(member.Value.GetString()!):
                    return Invalid(path, "/audit/heads", "must be the absolute path of a file, or an http or https URL");
                case ("heads", JsonValueKind.String):
                    options = options with { Heads = member.Value.GetString() };
                    break;
                case ("values", JsonValueKind.True or JsonValueKind.False):
                    options = options with { RecordValues = member.Value.GetBoolean() };
                    break;
                default:
                    return Invalid(path, $"/audit/{member.Name}", "is not a setting: there are sync (\"normal\" or \"full\"), heads (a file or URL) and values (true or false)");
            }
        }
        return new GatewaySettings(options) { AuditGiven = given.ToImmutable() };
    }

    /// <summary>Whether heads can be sent there: a relative path would be another file for every process, by the folder it was started in.</summary>
    public static bool IsPlace(string heads) => AuditHeads.IsFile(heads) ? Path.IsPathFullyQualified(heads) : ServerRule.UrlOf(heads) is not null;

    private static Failure Invalid(string path, string pointer, string what)
        => new(FailureCode.Invalid, pointer.Length == 0 ? $"{path} {what}." : $"{path}: {pointer} {what}.") { Path = pointer };
}
