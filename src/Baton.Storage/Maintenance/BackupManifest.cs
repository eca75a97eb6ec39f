using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Baton.Storage.Maintenance;

/// <summary>What a backup contains; <c>manifest.json</c> at its start.</summary>
/// <param name="Format">1: a zip archive with this manifest and the files it names.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="Files">The databases.</param>
public sealed record BackupManifest(int Format, DateTimeOffset CreatedAt, ImmutableArray<BackupFile> Files)
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>One database in a backup.</summary>
/// <param name="Name">For example <c>memory.db</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="SchemaVersion">The version of its schema.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256, int SchemaVersion);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
