using System.Text;
using System.Text.Unicode;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Whether a handoff's file and the store say the same; <c>push</c> writes the file, <c>pull</c> takes an edited file as the next version.</summary>
internal sealed class FileSync(AinoteDesk desk)
{
    public const string Same = "same";
    private readonly HandoffFiles _files = new(desk);

    public async ValueTask<Outcome<string>> RunAsync(MemoryCaller caller, Handoff handoff, HandoffName name, string action, CancellationToken cancellationToken)
    {
        byte[]? file;
        try
        {
            file = desk.Vaults.Open(VaultFolderNames.Primary).Read(name.Path);
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
        if (file is not null && (await _files.BodyAsync(caller, handoff, null, cancellationToken)).Span.SequenceEqual(file)) return Same;
        if (action == "push")
        {
            return (await _files.WriteAsync(caller, handoff, name, cancellationToken)).TryGet(out var path, out var failure) ? path == name.Path ? "written" : $"written as {path}" : failure;
        }
        if (file is null) return "missing";
        return action == "list" ? "edited" : await TakeAsync(caller, handoff, name, file, cancellationToken);
    }

    private async ValueTask<string> TakeAsync(MemoryCaller caller, Handoff handoff, HandoffName name, byte[] file, CancellationToken cancellationToken)
    {
        if (!Utf8.IsValid(file)) return "not UTF-8; left";
        var request = AinoteHandoff.Request(name, Encoding.UTF8.GetString(file)) with { Key = handoff.Key, Title = default, IfMatch = handoff.Version };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out _, out var refused) ? "saved" : $"refused: {refused.Message}";
    }
}
