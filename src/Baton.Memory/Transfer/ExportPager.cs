using System.Globalization;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>
/// An export in pieces, for those who cannot take a stream. Each piece is an export of its own: imported one after another
/// they give the whole. What is written while they are fetched is in a later piece or in none.
/// </summary>
internal sealed class ExportPager(IMemoryStore store, TimeProvider time)
{
    private const string Kind = "export";
    private const int PageSize = 50;
    private const int Stages = 3;

    /// <summary>One piece: at least one row, then as many as fit.</summary>
    /// <param name="cursor">Where the piece before ended; null for the first.</param>
    /// <param name="bytes">Where to stop.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Outcome<ExportPiece>> ReadAsync(string? cursor, long bytes, CancellationToken cancellationToken)
    {
        var (stage, after) = (0, 0L);
        if (cursor is not null
            && !(Cursors.TryDecode(Kind, cursor, 2, out var parts)
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out stage)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out after)))
        {
            return Fail.BadCursor("The cursor is not one of an export, or it is damaged.");
        }
        return await store.ReadAsync<Outcome<ExportPiece>>(async reader =>
        {
            using var output = new MemoryStream();
            var lines = new ExportLines(new LineWriter(output, progress: null));
            await lines.WriteHeaderAsync(cancellationToken);
            if (cursor is null)
            {
                foreach (var project in await reader.ListProjectsAsync(Scope.Operator(time.GetUtcNow()))) await lines.WriteAsync(project, cancellationToken);
            }
            do
            {
                var last = await WriteAsync(reader, lines, stage, after, output, bytes, cancellationToken);
                (stage, after) = last is { } sequence ? (stage, sequence) : (stage + 1, 0);
            }
            while (stage < Stages && output.Length < bytes);
            return new ExportPiece(output.ToArray(), stage == Stages ? null : Cursors.Encode(Kind, Number(stage), Number(after)));
        }, cancellationToken);
    }

    /// <summary>The sequence of the last row written, or null when the stage has no more.</summary>
    private static async ValueTask<long?> WriteAsync(
        IMemoryReader reader, ExportLines lines, int stage, long after, MemoryStream output, long bytes, CancellationToken cancellationToken)
    {
        long? last = null;
        switch (stage)
        {
            case 0:
                foreach (var row in await reader.ScanAsync(after, PageSize))
                {
                    await lines.WriteAsync(reader, row.Version, cancellationToken);
                    last = row.Sequence;
                    if (output.Length >= bytes) break;
                }
                return last;
            case 1:
                foreach (var row in await reader.ScanLinksAsync(after, PageSize))
                {
                    await lines.WriteAsync(row, cancellationToken);
                    last = row.Sequence;
                }
                return last;
            default:
                foreach (var row in await reader.ScanTombstonesAsync(after, PageSize))
                {
                    await lines.WriteAsync(row.Tombstone, cancellationToken);
                    last = row.Sequence;
                }
                return last;
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A piece of an export.</summary>
/// <param name="Lines">JSON Lines, UTF-8.</param>
/// <param name="Next">Where to go on, or null at the end.</param>
public sealed record ExportPiece(ReadOnlyMemory<byte> Lines, string? Next);
