using Baton.Cli.Application;
using Baton.Cli.Clients;
using Baton.Cli.Data;
using Baton.Cli.Workspaces;

namespace Baton.Cli.Commands.Care;

/// <summary>What surrounds Baton: a server that runs, git, and the clients that know it.</summary>
internal static class SurroundingsExamination
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(CommandRun run)
        => [await ServerAsync(run), await GitAsync(run), .. Clients(run)];

    private static async Task<Finding> ServerAsync(CommandRun run)
    {
        var address = (run.GetOrEnvironment(run.Context.Options.Url, "BATON_URL") ?? "http://127.0.0.1:4700").TrimEnd('/');
        var root = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : address;
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            using var response = await http.GetAsync(root + "/readyz", run.Cancellation);
            return response.IsSuccessStatusCode
                ? new("server", FindingState.Good, $"{root} is ready")
                : new("server", FindingState.Bad, $"{root} answers {(int)response.StatusCode}", "Look at what `baton up` says on its standard error.");
        }
        catch (Exception silent) when (silent is HttpRequestException or UriFormatException or TaskCanceledException && !run.Cancellation.IsCancellationRequested)
        {
            return new("server", FindingState.Note, $"none listens on {root}", "Clients over stdio need none; `baton up` starts one.");
        }
    }

    private static async Task<Finding> GitAsync(CommandRun run)
        => await GitCommand.RunAsync(run.Context.WorkingFolder, [], ["--version"], run.Cancellation) is { } version
            ? new("git", FindingState.Good, System.Text.Encoding.UTF8.GetString(version).Trim())
            : new("git", FindingState.Note, "not found", "Without it handoffs do not say on which branch and commit they were written.");

    private static IEnumerable<Finding> Clients(CommandRun run)
    {
        var places = new ClientPlaces(PlatformFolders.Current, run.Context.Environment);
        foreach (var client in ClientCatalogue.All.Where(client => client.IsPresent(places)))
        {
            yield return Knows(client, places)
                ? new($"client {client.Name}", FindingState.Good, "knows Baton")
                : new($"client {client.Name}", FindingState.Note, "does not know Baton", $"baton client {client.Name} --write");
        }
    }

    private static bool Knows(ClientDefinition client, ClientPlaces places)
    {
        var entry = new ServerEntry.Stdio("", [], System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty);
        var edit = ClientInstaller.Edits(client, places, entry, "", HookStore.Default, hooks: false)![0];
        try
        {
            return new ConfigFile(edit.File).Read() is { } text && edit.IsApplied(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
