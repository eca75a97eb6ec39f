using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Bundles;

/// <summary>Handoffs for another machine or team: one handoff with what it refers to and the links between them, signed, and encrypted where a recipient is named.</summary>
public sealed class HandoffBundles(IMemoryStore store, TimeProvider time)
{
    /// <summary>Makes a bundle of what the caller may see.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="named">Which handoff.</param>
    /// <param name="signer">Signs it.</param>
    /// <param name="recipient">Who alone can read it; null for everybody who gets it.</param>
    /// <param name="cancellationToken">Ends between records.</param>
    public async ValueTask<Outcome<MadeBundle>> MakeAsync(
        MemoryCaller caller, RecordRef named, BundleKey signer, BundleIdentity? recipient, CancellationToken cancellationToken)
    {
        var contents = await store.ReadAsync<Outcome<BundleContents>>(async reader =>
        {
            var scope = MemoryContext.ScopeOf(caller, time.GetUtcNow());
            if (!(await RecordFinder.FindAsync(reader, caller, scope, RecordKind.Handoff, named)).TryGet(out var stored, out var failure)) return failure;
            return await BundleContents.ReadAsync(reader, scope, stored, cancellationToken);
        }, cancellationToken);
        return contents.TryGet(out var read, out var refused)
            ? new MadeBundle(BundleFile.Write(signer, recipient, read.Lines), read.Records, read.Links, read.Outside)
            : refused;
    }

    /// <summary>Brings a bundle in, all of it or nothing.</summary>
    /// <param name="file">The bundle's bytes.</param>
    /// <param name="key">Whoever opens it.</param>
    /// <param name="from">Who must have signed it; null is refused with the key that did.</param>
    /// <param name="keep">False to find out what would happen, and write nothing.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    public async ValueTask<Outcome<TransferReport>> OpenAsync(
        ReadOnlyMemory<byte> file, BundleKey key, BundleIdentity? from, bool keep, CancellationToken cancellationToken)
    {
        if (!BundleFile.Read(file, key, from).TryGet(out var contents, out var failure)) return failure;
        using var input = new MemoryStream(contents);
        return await new Importer(store, time).ReadAtOnceAsync(input, keep, null, cancellationToken);
    }
}
