using System.Text.Json.Nodes;

namespace Baton.Cli.Clients;

/// <summary>Writes Baton into a client's files and takes it out again.</summary>
internal static class ClientInstaller
{
    public const string ServerName = "baton";

    /// <summary>The edits that a client needs, one a file.</summary>
    /// <returns>Null when the client cannot reach a server in the way asked for.</returns>
    public static IReadOnlyList<ClientEdit>? Edits(ClientDefinition client, ClientPlaces places, ServerEntry entry, string program, HookStore store, bool hooks)
    {
        if (client.Entry(entry) is not { } written) return null;
        var servers = client.ServersFile(places);
        var hookItems = hooks && client.Hooks is { } kind
            ? new List<(string, JsonObject)>
            {
                (kind.StartEvent, kind.Item(HookCommand.AtStart(program, client.Name, store))),
                (kind.CompactEvent, kind.Item(HookCommand.BeforeCompaction(program, client.Name))),
            }
            : [];
        var hooksFile = hookItems.Count > 0 ? client.Hooks!.File(places) : null;
        var edits = new List<ClientEdit>
        {
            client.IsToml
                ? new TomlEdit(servers, client.ServersKey, ServerName, written)
                : new JsonEdit(servers, ([client.ServersKey, ServerName], written), hooksFile == servers ? hookItems : [], Version: null),
        };
        if (hooksFile is not null && hooksFile != servers) edits.Add(new JsonEdit(hooksFile, null, hookItems, client.Hooks!.Version));
        return edits;
    }

    /// <summary>Looks whether each edit could be made, before the first is: a client's files are changed together or not at all.</summary>
    /// <exception cref="FormatException">One could not, with what to do.</exception>
    public static void Check(IReadOnlyList<ClientEdit> edits, bool undo)
    {
        foreach (var edit in edits)
        {
            var text = new ConfigFile(edit.File).Read() ?? [];
            if (undo) edit.IsApplied(text);
            else edit.Apply(text);
        }
    }

    /// <summary>Writes an edit; a file that already says so is left alone.</summary>
    public static FileChange Apply(ClientEdit edit)
    {
        var file = new ConfigFile(edit.File);
        var old = file.Read();
        var changed = edit.Apply(old ?? []);
        if (old is not null && changed.AsSpan().SequenceEqual(old)) return FileChange.Unchanged;
        if (old is not null && !edit.IsApplied(old)) file.Backup();
        file.Write(changed);
        return old is null ? FileChange.Created : FileChange.Changed;
    }

    /// <summary>
    /// Takes an edit back. A file that nobody changed since becomes what it was, byte for byte; in any other only what Baton
    /// wrote goes.
    /// </summary>
    public static FileChange Undo(ClientEdit edit)
    {
        var file = new ConfigFile(edit.File);
        if (file.Read() is not { } current || !edit.IsApplied(current)) return FileChange.Unchanged;
        if (file.ReadBackup() is { } backup && edit.AsWritten(current).Apply(backup).AsSpan().SequenceEqual(current))
        {
            file.Restore();
            return FileChange.Restored;
        }
        var without = edit.Remove(current);
        if (edit.IsEmpty(without) && file.ReadBackup() is null)
        {
            file.Delete();
            return FileChange.Deleted;
        }
        file.Write(without);
        file.ForgetBackup();
        return FileChange.Changed;
    }
}

/// <summary>What happened to a file.</summary>
internal enum FileChange
{
    Unchanged,
    Created,
    Changed,
    Restored,
    Deleted,
}
