using System.Text;
using System.Text.Unicode;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Whether a handoff's own file and the store say the same; <c>push</c> writes the file, <c>pull</c> takes an edited file as the next version.</summary>
internal sealed class FileSync(AinoteDesk desk)
{
    public const string Same = "same";
    private readonly HandoffFiles _files = new(desk);
    private readonly FileOwners _owners = new(desk);

    /// <summary>The state of every handoff's own file, and the files that are nobody's.</summary>
    public async ValueTask<Outcome<(IReadOnlyList<(string Path, string State)> Rows, StrayFiles Strays)>> AllAsync(
        MemoryCaller caller, IReadOnlyList<Handoff> handoffs, string action, CancellationToken cancellationToken)
    {
        try
        {
            var files = desk.Vaults.Open(VaultFolderNames.Primary);
            var owned = await _owners.OfAsync(caller, handoffs, files, cancellationToken);
            var rows = new List<(string Path, string State)>();
            foreach (var own in owned)
            {
                if (!(await RunAsync(caller, own, action, cancellationToken)).TryGet(out var state, out var failure)) return failure;
                rows.Add((own.Path, state));
            }
            return (rows, StrayFiles.Of(caller, files, owned));
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
    }

    private async ValueTask<Outcome<string>> RunAsync(MemoryCaller caller, OwnedFile own, string action, CancellationToken cancellationToken)
    {
        byte[]? file;
        try
        {
            file = desk.Vaults.Open(VaultFolderNames.Primary).Read(own.Path);
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
        if (file is not null && (await _files.BodyAsync(caller, own.Handoff, null, cancellationToken)).Span.SequenceEqual(file)) return Same;
        if (action == "push")
        {
            return (await _files.WriteAsync(caller, own.Handoff, own.Places, cancellationToken)).TryGet(out var path, out var failure) ? path == own.Path ? "written" : $"written as {path}" : failure;
        }
        if (file is null) return "missing";
        return action == "list" ? "edited" : await TakeAsync(caller, own, file, cancellationToken);
    }

    private async ValueTask<string> TakeAsync(MemoryCaller caller, OwnedFile own, byte[] file, CancellationToken cancellationToken)
    {
        if (!Utf8.IsValid(file)) return "not UTF-8; left";
        var request = AinoteHandoff.Request(own.Name, Encoding.UTF8.GetString(file)) with { Key = own.Handoff.Key, Title = default, IfMatch = own.Handoff.Version };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out _, out var refused) ? "saved" : $"refused: {refused.Message}";
    }
}
