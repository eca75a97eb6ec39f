using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>
/// The text files of handoffs. A file is replaced only where it holds an earlier version of the same handoff: names that
/// meet, and files that people edited, are left, and the handoff gets a file with its id.
/// </summary>
internal sealed class HandoffFiles(AinoteDesk desk)
{
    /// <param name="caller">Who saved it.</param>
    /// <param name="handoff">The handoff.</param>
    /// <param name="paths">Where its file may lie, best place first.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    public async ValueTask<Outcome<string>> WriteAsync(MemoryCaller caller, Handoff handoff, ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            var files = desk.Vaults.Open(VaultFolderNames.Primary);
            var body = await BodyAsync(caller, handoff, null, cancellationToken);
            foreach (var path in paths)
            {
                if (files.Read(path) is { } there && !body.Span.SequenceEqual(there) && !await WasOursAsync(caller, handoff, there, cancellationToken)) continue;
                files.Write(path, body.Span);
                return path;
            }
            return new Failure(FailureCode.Duplicate, $"{string.Join(" and ", paths)} {(paths.Length == 1 ? "was" : "were")} edited by somebody.") { Hint = "It is saved in the store; move what is there away and save again." };
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
    }

    /// <summary>The body of a version, or of the one in force; empty when it is not there.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BodyAsync(MemoryCaller caller, Handoff handoff, int? version, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest { Ref = new RecordRef(handoff.Id), Version = version, MaxTokens = HandoffLoadRequest.Whole };
        return (await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out _) ? loaded.Body ?? default : default;
    }

    private async ValueTask<bool> WasOursAsync(MemoryCaller caller, Handoff handoff, byte[] there, CancellationToken cancellationToken)
    {
        for (var version = handoff.Version - 1; version > 0; version--)
        {
            if ((await BodyAsync(caller, handoff, version, cancellationToken)).Span.SequenceEqual(there)) return true;
        }
        return false;
    }
}
