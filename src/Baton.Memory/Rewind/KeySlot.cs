using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>What only one record in force may hold: a key within its project and among those who may see it.</summary>
internal readonly record struct KeySlot(RecordKind Kind, string Project, string Key, Visibility Visibility, string? Owner)
{
    /// <summary>The slot a version takes; null when it takes none.</summary>
    public static KeySlot? Of(StoredVersion version)
        => version is { Key: { } key, DeletedAt: null, SupersededBy: null }
            ? new KeySlot(version.Kind, version.Project, key, version.Visibility, version.Visibility is Visibility.Private ? version.Owner : null)
            : null;
}
