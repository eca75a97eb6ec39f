using System.Collections.Immutable;
using System.Text;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Gateway.Policies;

namespace Baton.Cli.Policies;

/// <summary>Policies that lie in files, as the commands about policies meet them.</summary>
internal static class PolicyFiles
{
    /// <summary>Null when the name may be put into the store; else the exit code, after saying which file is in force instead.</summary>
    public static int? Refuse(CommandRun run, Operator opened, string name) => opened.PolicyFiles.FileOf(name) is { } path
        ? run.FailNo("kept_in_file", $"The policy '{name}' is kept in the file {path}, which goes before the store.", "Edit that file; it acts on the next message.")
        : null;

    /// <summary>The policies of files, then those of the store that no file takes the place of.</summary>
    public static void List(CommandRun run, Operator opened, IReadOnlyList<StoredPolicy> stored)
    {
        var names = opened.PolicyFiles.Names();
        var others = stored.Where(policy => !names.Contains(policy.Name, StringComparer.Ordinal)).ToList();
        if (!run.Json)
        {
            run.WriteTable(TextTable.Of(PolicyPrinter.Columns, names.Select(name => Row(run, opened, name)).Concat(others.Select(policy => PolicyPrinter.Row(run, policy)))));
            foreach (var problem in opened.PolicyFiles.Problems()) run.Error.WriteLine(Printable.Safe($"baton: {problem}"));
            return;
        }
        foreach (var name in names)
        {
            run.WriteJson(json =>
            {
                json.WriteString("name", name);
                json.WriteString("file", opened.PolicyFiles.FileOf(name));
                json.WriteBoolean("valid", opened.PolicyFiles.Find(name) is not null);
                if (opened.PolicyFiles.Find(name) is { } policy) json.WriteString("hash", policy.Policy.Revision);
            });
        }
        PolicyPrinter.Print(run, others);
    }

    /// <summary>Prints the file as it is.</summary>
    public static async Task<int> PrintAsync(CommandRun run, string name, string path)
    {
        var text = new UTF8Encoding(false).GetString(await PolicyFile.ReadAsync(run, path));
        if (!run.Json) run.Out.Write(text);
        else
        {
            run.WriteJson(json =>
            {
                json.WriteString("name", name);
                json.WriteString("file", path);
                json.WriteString("text", text);
            });
        }
        return ExitCode.Done;
    }

    private static ImmutableArray<string> Row(CommandRun run, Operator opened, string name)
    {
        var path = opened.PolicyFiles.FileOf(name)!;
        var state = opened.PolicyFiles.Find(name) is null ? "error" : "file";
        return [name, state, Ago.Of(File.GetLastWriteTimeUtc(path), run.Context.Time.GetUtcNow()), path];
    }
}
