using Baton.Storage.Sqlite.Connections;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>Changes text in the store's file behind its back, as another program would.</summary>
internal static class Tamper
{
    public static void Replace(string folder, string from, string to)
    {
        using var connection = Connection.Open(Path.Combine(folder, "memory.db"), OpenMode.ReadWrite);
        connection.Execute($"UPDATE versions SET data = CAST(replace(CAST(data AS TEXT), '{from}', '{to}') AS BLOB) WHERE instr(CAST(data AS TEXT), '{from}') > 0");
        connection.Changes.ShouldBe(1);
    }
}
