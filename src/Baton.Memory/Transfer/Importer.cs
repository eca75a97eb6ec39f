using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>
/// Reads an export back. What is there already is passed over, so that an import that was broken off goes on where it
/// stopped when it is run again.
/// </summary>
internal sealed class Importer(IMemoryStore store, TimeProvider time)
{
    private const int LinesPerTransaction = 500;

    /// <summary>Long lines are fewer in a transaction: what one holds must not grow with what is imported.</summary>
    private const long BytesPerTransaction = 4 << 20;

    /// <summary>Line by line: lines that cannot be imported are reported, the others are kept.</summary>
    public async ValueTask<Outcome<TransferReport>> ReadAsync(
        Stream input, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await using var lines = new LineReader(input);
        var tally = new ImportTally();
        var batch = new List<(long Number, byte[] Line)>(LinesPerTransaction);
        var durable = 0L;
        while (await lines.NextAsync(cancellationToken) is { } line)
        {
            if (lines.Number == 1 && Refuse(line) is { } refused) return refused;
            batch.Add((lines.Number, line));
            if (batch.Count < LinesPerTransaction && lines.Bytes - durable < BytesPerTransaction) continue;
            await PutAsync(batch, tally, cancellationToken);
            durable = lines.Bytes;
            progress?.Report(new TransferProgress(lines.Number, lines.Bytes));
        }
        if (lines.Number == 0) return Refuse(default)!;
        await PutAsync(batch, tally, cancellationToken);
        return tally.Report(lines.Number);
    }

    /// <summary>All or nothing, in one transaction.</summary>
    /// <param name="input">Can be sought: the store may ask for the work again.</param>
    /// <param name="keep">False to find out what would happen, and write nothing.</param>
    /// <param name="progress">Told every so often.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    public async ValueTask<Outcome<TransferReport>> ReadAtOnceAsync(
        Stream input, bool keep, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        TransferReport? report = null;
        var outcome = await store.WriteAsync<TransferReport>(async writer =>
        {
            input.Position = 0;
            await using var lines = new LineReader(input);
            var tally = new ImportTally();
            while (await lines.NextAsync(cancellationToken) is { } line)
            {
                if (lines.Number == 1 && Refuse(line) is { } refused) return refused;
                if (line.Length > 0 && await LineImport.PutAsync(writer, line, tally, time.GetUtcNow()) is { } problem) tally.Fail(lines.Number, problem);
                if (lines.Number % LinesPerTransaction == 0) progress?.Report(new TransferProgress(lines.Number, lines.Bytes));
            }
            if (lines.Number == 0) return Refuse(default)!;
            report = tally.Report(lines.Number);
            return keep && report.Failed == 0 ? report : new Failure(FailureCode.Invalid, "Nothing was imported.");
        }, cancellationToken);
        return report is null ? outcome.Failure! : report;
    }

    private async ValueTask PutAsync(List<(long Number, byte[] Line)> batch, ImportTally tally, CancellationToken cancellationToken)
    {
        if (batch.Count == 0) return;
        var now = time.GetUtcNow();
        var done = await store.WriteAsync<ImportTally>(async writer =>
        {
            var attempt = new ImportTally();
            foreach (var (number, line) in batch)
            {
                if (line.Length > 0 && await LineImport.PutAsync(writer, line, attempt, now) is { } problem) attempt.Fail(number, problem);
            }
            return attempt;
        }, cancellationToken);
        tally.Add(done.Value);
        batch.Clear();
    }

    /// <summary>What is wrong with a file's first line; null when the rest can be read.</summary>
    private static Failure? Refuse(ReadOnlyMemory<byte> first)
    {
        if (!first.Span.StartsWith("{\"baton_export\":"u8))
        {
            return new Failure(FailureCode.Invalid, first.IsEmpty ? "The file is empty." : "The first line is not that of a Baton export.")
            {
                Hint = "It reads {\"baton_export\":1}. For another system's file name the system: baton import --from NAME FILE.",
            };
        }
        try
        {
            return ImportLine.Read(first) is ImportLine.Header { Version: ExportFormat.Version } ? null
                : new Failure(FailureCode.Invalid, $"The export has another format than {ExportFormat.Version}, which this Baton reads.") { Hint = "Use the Baton that wrote it, or a newer one." };
        }
        catch (JsonException problem)
        {
            return new Failure(FailureCode.Invalid, $"Line 1: {LineProblem.Of(first.Span, problem)}");
        }
    }
}
