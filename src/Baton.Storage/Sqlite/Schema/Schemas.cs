namespace Baton.Storage.Sqlite.Schema;

/// <summary>The files of a data folder.</summary>
internal static class Schemas
{
    /// <summary>What agents wrote.</summary>
    public static DatabaseSchema Memory { get; } = new("memory.db", 0x4241544D,
    [
        MemorySchema.Version1, MemorySchema.Version2, MemorySchema.Version3, MemorySchema.Version4, MemorySchema.Version5, MemorySchema.Version6,
        MemorySchema.Version7, MemorySchema.Version8,
    ]);

    /// <summary>Who may do what.</summary>
    public static DatabaseSchema Gateway { get; } = new("gateway.db", 0x42415447, [GatewaySchema.Version1, GatewaySchema.Version2, GatewaySchema.Version3]);

    /// <summary>What was done.</summary>
    public static DatabaseSchema Audit { get; } = new("audit.db", 0x42415441, [AuditSchema.Version1, AuditSchema.Version2]);

    /// <summary>Every file, for backup and checks.</summary>
    public static IReadOnlyList<DatabaseSchema> All { get; } = [Memory, Gateway, Audit];
}
