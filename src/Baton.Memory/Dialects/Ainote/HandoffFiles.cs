using Baton.Memory.Handoffs;
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
    public async ValueTask<Outcome<string>> WriteAsync(Handoff handoff, HandoffName name, CancellationToken cancellationToken)
    {
        try
        {
            var files = desk.Vaults.Open(VaultFolderNames.Primary);
            var body = await BodyAsync(handoff, cancellationToken);
            foreach (var path in (string[])[name.Path, $"{name.Path[..^".txt".Length]}-{handoff.Id}.txt"])
            {
                if (files.Read(path) is { } there && !body.Span.SequenceEqual(there) && !await WasOursAsync(handoff, there, cancellationToken)) continue;
                files.Write(path, body.Span);
                return path;
            }
            return new Failure(FailureCode.Duplicate, $"{name.Path} was edited by somebody, and so was the file with the id.") { Hint = "It is saved in the store; move the files away and save again." };
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
    }

    private async ValueTask<bool> WasOursAsync(Handoff handoff, byte[] there, CancellationToken cancellationToken)
        => await desk.Context.Store.ReadAsync(async reader =>
        {
            for (var version = handoff.Version - 1; version > 0; version--)
            {
                var stored = await reader.GetVersionAsync(Storage.Scope.Operator(desk.Context.Clock.Now), handoff.Id, version);
                if (stored is not null && (await HandoffBodies.ReadAsync(reader, HandoffReader.Read(stored).Body)).Span.SequenceEqual(there)) return true;
            }
            return false;
        }, cancellationToken);

    private ValueTask<ReadOnlyMemory<byte>> BodyAsync(Handoff handoff, CancellationToken cancellationToken)
        => desk.Context.Store.ReadAsync(reader => HandoffBodies.ReadAsync(reader, handoff.Body), cancellationToken);
}
