using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Bytes of bodies, kept once under their SHA-256.</summary>
internal static class SegmentTable
{
    public static string Put(Connection connection, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        using var insert = connection.Prepare("INSERT INTO segments (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING");
        insert.Bind((ReadOnlySpan<byte>)hash).Bind(bytes);
        insert.Run();
        return Convert.ToHexStringLower(hash);
    }

    public static bool Exists(Connection connection, string hash)
    {
        using var row = connection.Prepare("SELECT 1 FROM segments WHERE sha256 = ?").Bind(Convert.FromHexString(hash).AsSpan());
        return row.Step();
    }

    /// <summary>The whole body, its hash checked: what comes out is what went in, or nothing.</summary>
    /// <exception cref="StoreUnavailableException">A segment is missing or its bytes have changed.</exception>
    public static ReadOnlyMemory<byte> Read(Connection connection, StoredBody body)
    {
        var whole = new ArrayBufferWriter<byte>((int)Math.Max(1, body.Bytes));
        foreach (var hash in body.Segments)
        {
            using var row = connection.Prepare("SELECT bytes FROM segments WHERE sha256 = ?").Bind(Convert.FromHexString(hash).AsSpan());
            if (!row.Step()) throw Damaged(connection, $"segment {hash} is missing");
            whole.Write(row.Bytes(0));
        }
        if (whole.WrittenCount != body.Bytes || Convert.ToHexStringLower(SHA256.HashData(whole.WrittenSpan)) != body.Sha256)
        {
            throw Damaged(connection, $"the body {body.Sha256} no longer has its hash");
        }
        return whole.WrittenMemory;
    }

    /// <inheritdoc cref="IMemoryReader.ReadSegmentAsync"/>
    public static ReadOnlyMemory<byte> ReadOne(Connection connection, string hash)
    {
        using var row = connection.Prepare("SELECT bytes FROM segments WHERE sha256 = ?").Bind(Convert.FromHexString(hash).AsSpan());
        if (!row.Step()) throw Damaged(connection, $"segment {hash} is missing");
        var bytes = row.Bytes(0).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw Damaged(connection, $"segment {hash} has changed");
    }

    /// <summary>Deletes those segments that no version refers to any more, and counts them.</summary>
    public static long DeleteUnused(Connection connection, HashSet<string> candidates)
    {
        if (candidates.Count == 0) return 0;
        using (var row = connection.Prepare("SELECT body_segments FROM versions WHERE body_segments IS NOT NULL"))
        {
            while (candidates.Count > 0 && row.Step()) candidates.ExceptWith(ReadHashes(row.Bytes(0)));
        }
        foreach (var hash in candidates)
        {
            using var delete = connection.Prepare("DELETE FROM segments WHERE sha256 = ?").Bind(Convert.FromHexString(hash).AsSpan());
            delete.Run();
        }
        return candidates.Count;
    }

    /// <summary>Hashes in a row of 32 bytes each.</summary>
    public static byte[] WriteHashes(ImmutableArray<string> hashes) => [.. hashes.SelectMany(Convert.FromHexString)];

    public static ImmutableArray<string> ReadHashes(ReadOnlySpan<byte> bytes)
    {
        var hashes = ImmutableArray.CreateBuilder<string>(bytes.Length / SHA256.HashSizeInBytes);
        for (; bytes.Length >= SHA256.HashSizeInBytes; bytes = bytes[SHA256.HashSizeInBytes..])
        {
            hashes.Add(Convert.ToHexStringLower(bytes[..SHA256.HashSizeInBytes]));
        }
        return hashes.MoveToImmutable();
    }

    private static StoreUnavailableException Damaged(Connection connection, string what)
        => new($"{connection.Path} is damaged: {what}. Run 'baton doctor' and restore a backup with 'baton restore'.");
}
