using System.Text;
using Baton.Cli.Application;

namespace Baton.Cli.Clients;

/// <summary>Says what a client's files should hold, or what was done to them.</summary>
internal static class ClientPrinter
{
    public static int Print(CommandRun run, ClientDefinition client, IReadOnlyList<ClientEdit> edits)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteString("client", client.Name);
                json.WriteStartArray("files");
                foreach (var edit in edits)
                {
                    json.WriteStartObject();
                    json.WriteString("file", edit.File);
                    json.WriteString("content", Fresh(edit));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("agents_line", AgentsLine.Text);
            });
            return ExitCode.Done;
        }
        foreach (var edit in edits)
        {
            run.Out.WriteLine($"# {edit.File}");
            run.Out.WriteLine(Fresh(edit).Trim());
            run.Out.WriteLine();
        }
        run.Error.WriteLine($"Add this to {client.Title}'s files, or run: baton client {client.Name} --write");
        run.Error.WriteLine("For AGENTS.md or CLAUDE.md (--agents-line FILE adds it):");
        run.Error.WriteLine("  " + AgentsLine.Text);
        return ExitCode.Done;
    }

    public static void PrintChanges(CommandRun run, ClientDefinition? client, IReadOnlyList<(string File, FileChange Change)> changes, ClientWish wish)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                if (client is not null) json.WriteString("client", client.Name);
                json.WriteStartArray("files");
                foreach (var (file, change) in changes)
                {
                    json.WriteStartObject();
                    json.WriteString("file", file);
                    json.WriteString("change", Word(change));
                    if (Backup(file) is { } backup) json.WriteString("backup", backup);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return;
        }
        foreach (var (file, change) in changes)
        {
            run.Out.WriteLine(Backup(file) is { } backup ? $"{Word(change)}: {file} (before: {backup})" : $"{Word(change)}: {file}");
        }
        if (client is not null && wish.Write) run.Error.WriteLine(client.Next);
        if (client is not null && wish is { Write: true, AgentsFile: null })
        {
            run.Error.WriteLine("To tell agents in words as well: baton client --agents-line AGENTS.md");
        }
    }

    private static string? Backup(string file) => new ConfigFile(file).BackupPath is var path && File.Exists(path) ? path : null;

    private static string Fresh(ClientEdit edit) => Encoding.UTF8.GetString(edit.Apply([]));

    private static string Word(FileChange change) => change switch
    {
        FileChange.Created => "created",
        FileChange.Changed => "changed",
        FileChange.Restored => "restored",
        FileChange.Deleted => "deleted",
        _ => "unchanged",
    };
}
