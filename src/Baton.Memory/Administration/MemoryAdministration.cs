using System.Security.Cryptography;
using Baton.Memory.Callers;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Purging;
using Baton.Memory.Rewind;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Administration;

/// <summary>
/// What the operator does with the whole store, past what any grant may see: undo somebody's writes, destroy
/// records, move everything in and out. Of the tools only those of the toolset <c>admin</c> reach it, and none of them destroys.
/// </summary>
public sealed class MemoryAdministration(IMemoryStore store, TimeProvider time)
{
    /// <summary>What a rewind would do; writes nothing.</summary>
    public ValueTask<RewindPlan> PreviewRewindAsync(RewindRequest request, CancellationToken cancellationToken)
        => new Rewinder(store, time).PreviewAsync(request, cancellationToken);

    /// <inheritdoc cref="Rewinder.ApplyAsync"/>
    public ValueTask<Outcome<RewindPlan>> ApplyRewindAsync(RewindRequest request, Provenance by, CancellationToken cancellationToken)
        => new Rewinder(store, time).ApplyAsync(request, by, cancellationToken);

    /// <summary>What a purge would destroy; destroys nothing.</summary>
    public ValueTask<Outcome<PurgePlan>> PreviewPurgeAsync(PurgeRequest request, CancellationToken cancellationToken)
        => new Purger(store, time).PreviewAsync(request, cancellationToken);

    /// <inheritdoc cref="Purger.ApplyAsync"/>
    public ValueTask<Outcome<PurgePlan>> ApplyPurgeAsync(PurgeRequest request, Provenance by, CancellationToken cancellationToken)
        => new Purger(store, time).ApplyAsync(request, by, cancellationToken);

    /// <inheritdoc cref="Exporter.ExportAsync"/>
    public ValueTask<TransferReport> ExportAsync(Stream output, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
        => new Exporter(store, time).ExportAsync(output, progress, cancellationToken);

    /// <inheritdoc cref="ExportPager.ReadAsync"/>
    public ValueTask<Outcome<ExportPiece>> ExportPieceAsync(string? cursor, long bytes, CancellationToken cancellationToken)
        => new ExportPager(store, time).ReadAsync(cursor, bytes, cancellationToken);

    /// <inheritdoc cref="Importer.ReadAsync"/>
    public ValueTask<Outcome<TransferReport>> ImportAsync(
        Stream input, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
        => new Importer(store, time).ReadAsync(input, progress, cancellationToken);

    /// <inheritdoc cref="Importer.ReadAtOnceAsync"/>
    public ValueTask<Outcome<TransferReport>> ImportAtOnceAsync(
        Stream input, bool keep, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
        => new Importer(store, time).ReadAtOnceAsync(input, keep, progress, cancellationToken);

    /// <summary>Brings in what another system kept, by the rules that hold for every write; a repeat changes nothing.</summary>
    /// <param name="request">What and how.</param>
    /// <param name="caller">Who the records are by.</param>
    /// <param name="progress">Told every so often.</param>
    /// <param name="cancellationToken">Ends between records; what was brought in before stays.</param>
    public ValueTask<TransferReport> ImportForeignAsync(
        ForeignRequest request, MemoryCaller caller, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var format = ForeignFormats.Find(request.Format);
        var import = new ForeignImport(store, time, RandomNumberGenerator.Fill, MemoryLimits.Default, request.DryRun);
        return import.RunAsync(caller, format.ReadAll(request.Files, request.Options), progress, cancellationToken);
    }
}
