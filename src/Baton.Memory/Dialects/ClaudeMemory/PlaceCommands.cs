using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary><c>create</c>, <c>delete</c> and <c>rename</c>: what stands where.</summary>
internal sealed class PlaceCommands(MemoryFiles files)
{
    public async ValueTask<Outcome<ToolReply>> CreateAsync(MemoryCaller caller, string path, Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Text("file_text") is not { } text) return FileReply.Wrong("'file_text' is required for create.", "file_text");
        if (path == MemoryPath.Root) return FileReply.Wrong($"{MemoryPath.Root} is a directory; name a file in it.", "path");
        if (MemoryPath.Refuse(path, "path") is { } secret) return secret;
        if (!(await files.PlaceAsync(caller, path, cancellationToken)).TryGet(out var place, out var failure)) return failure;
        if (FileReply.Taken(place, path, "File", "path") is { } taken) return taken;
        if (!(await files.CreateAsync(caller, path, text, cancellationToken)).TryGet(out var saved, out failure)) return failure;
        saved = arguments.Own(saved);
        return FileReply.Of(Notes.After($"File created successfully at: {FileReply.Shown(path)}", saved.Redacted, saved.Warnings), path, json =>
        {
            json.WriteString("id", saved.Memories[0].Id);
            json.WriteNumber("version", saved.Memories[0].Version);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    public async ValueTask<Outcome<ToolReply>> DeleteAsync(MemoryCaller caller, string path, CancellationToken cancellationToken)
    {
        if (path == MemoryPath.Root) return FileReply.Wrong($"{MemoryPath.Root} itself cannot be deleted.", "path");
        if (!(await AtAsync(caller, path, "path", cancellationToken)).TryGet(out var there, out var failure)) return failure;
        foreach (var file in there)
        {
            if (!(await files.Memories.DeleteAsync(caller, new RecordRef(file.Id), restore: false, cancellationToken)).TryGet(out _, out failure)) return failure;
        }
        return FileReply.Of($"Successfully deleted {FileReply.Shown(path)}", path, json => json.AllTexts("ids", [.. there.Select(file => file.Id)]));
    }

    public async ValueTask<Outcome<ToolReply>> RenameAsync(MemoryCaller caller, string path, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!MemoryPath.Read(arguments.Text("new_path"), "new_path").TryGet(out var target, out var failure)) return failure;
        if (MemoryPath.Refuse(target, "new_path") is { } secret) return secret;
        if (path == MemoryPath.Root || target.StartsWith(MemoryPath.Within(path), StringComparison.Ordinal))
        {
            return FileReply.Wrong($"{FileReply.Shown(path)} cannot be moved into itself.", "new_path");
        }
        if (!(await AtAsync(caller, path, "old_path", cancellationToken)).TryGet(out var there, out failure)) return failure;
        if (!(await files.PlaceAsync(caller, target, cancellationToken)).TryGet(out var place, out failure)) return failure;
        if (FileReply.Taken(place, target, "The destination", "new_path") is { } taken) return taken;
        foreach (var file in there)
        {
            var fields = new MemoryFields { Key = target + file.Key![path.Length..], IfMatch = file.Version };
            if (!(await files.Memories.UpdateAsync(caller, new RecordRef(file.Id), fields, cancellationToken)).TryGet(out _, out failure)) return failure;
        }
        return FileReply.Of($"Successfully renamed {FileReply.Shown(path)} to {FileReply.Shown(target)}", target, json => json.AllTexts("ids", [.. there.Select(file => file.Id)]));
    }

    /// <summary>The file at a path, or all files of the folder.</summary>
    private async ValueTask<Outcome<ImmutableArray<MemoryRecord>>> AtAsync(MemoryCaller caller, string path, string argument, CancellationToken cancellationToken)
    {
        if (!(await files.FindAsync(caller, path, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.File is { } file) return ImmutableArray.Create(file);
        if (!(await files.UnderAsync(caller, path, cancellationToken)).TryGet(out var under, out failure)) return failure;
        return under.IsEmpty ? FileReply.Missing(path, argument) : under;
    }
}
