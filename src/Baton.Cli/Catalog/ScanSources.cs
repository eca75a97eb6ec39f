using System.Collections.Immutable;
using System.Text.Unicode;
using Baton.Catalog.Definitions;
using Baton.Catalog.Text;
using Baton.Cli.Application;
using Baton.Cli.Catalog.Listing;
using Baton.Gateway.Servers;

namespace Baton.Cli.Catalog;

/// <summary>Gets the tools of a source. The one place that knows files, commands, addresses and registered servers.</summary>
internal static class ScanSources
{
    private const string Wanted = "Save the answer to tools/list, or the output of `baton scan --json`.";

    public static async Task<ServerListing> ListAsync(ScanSource source, CommandRun run, ScanSettings settings)
    {
        try
        {
            return source switch
            {
                ScanSource.File file => ReadFile(InputFile.Locate(run, file.Path), file.Path),
                ScanSource.Command command => await StartAsync(command.Words, null, run, settings),
                ScanSource.Address address => await ConnectAsync(address.Url, run, settings),
                ScanSource.Registered registered => await RegisteredAsync(registered.Name, run, settings),
                _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
            };
        }
        catch (ListingException failed)
        {
            throw new CliException(CliFailure.Environment(failed.Message, failed.Hint));
        }
    }

    /// <summary>Tools of a file: a list of tools in any of its shapes, or an earlier scan with its definitions.</summary>
    public static ServerListing ReadFile(string path, string shown)
    {
        if (new FileInfo(path).Length > ToolListLimits.Default.MaxBytes) throw new CliException(CliFailure.Environment($"{shown} is larger than {ToolListLimits.Default.MaxBytes / (1024 * 1024)} MiB."));
        var bytes = File.ReadAllBytes(path);
        if (!Utf8.IsValid(bytes)) throw new CliException(CliFailure.Environment($"{shown} is not UTF-8.", Wanted));
        var list = EarlierScan.TryRead(bytes, out var name) ?? ToolListReader.Read(bytes);
        if (list.Tools.IsEmpty && list.Problems is [{ Code: ToolListProblemCode.Malformed or ToolListProblemCode.NotAList } problem, ..])
        {
            throw new CliException(CliFailure.Environment($"{shown}: {problem.Message}", Wanted));
        }
        return new ServerListing(Printable.Of(name ?? Path.GetFileNameWithoutExtension(path)), null, shown, list, []);
    }

    private static async Task<ServerListing> RegisteredAsync(string name, CommandRun run, ScanSettings settings)
    {
        var listing = await RegisteredServers.FindAsync(run, name) switch
        {
            ServerConfig.Stdio stdio => await StartAsync([stdio.Command, .. stdio.Arguments], stdio.WorkingFolder, run, settings with { Environment = [.. stdio.Variables, .. settings.Environment] }),
            ServerConfig.Http http => await ConnectAsync(http.Url, run, settings with { Headers = [.. http.Headers, .. settings.Headers] }),
            _ => throw new CliException(CliFailure.No(
                "not_found", $"There is no file and no registered server '{name}'.", "Give a file with tools, --url URL, or a command after --. 'baton server list' shows the registered ones.")),
        };
        return listing with { Source = name, Command = null };
    }

    private static async Task<ServerListing> StartAsync(ImmutableArray<string> words, string? folder, CommandRun run, ScanSettings settings)
    {
        var command = words.Select((word, index) => index > 0 ? FullIfHere(word, run) : word).ToImmutableArray();
        var environment = ScanEnvironment.Of(run.Context.Environment, settings.Environment);
        var exchange = new StdioExchange(ScannedProcess.Start(command, environment, folder), settings.Limits);
        var line = string.Join(' ', words);
        return (await ListAsync(exchange, NameOf(words), line, Folders(command), run, settings)) with { Command = line };
    }

    private static async Task<ServerListing> ConnectAsync(Uri url, CommandRun run, ScanSettings settings)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var exchange = new HttpExchange(client, url, settings.Headers, settings.Limits);
        return await ListAsync(exchange, url.Host, url.ToString(), [], run, settings);
    }

    private static async Task<ServerListing> ListAsync(
        IExchange exchange, string name, string source, ImmutableArray<string> folders, CommandRun run, ScanSettings settings)
    {
        using var progress = new ScanProgress(run.Error, run.Context.Time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        limited.CancelAfter(settings.Limits.Time);
        progress.Start();
        await using (exchange)
        {
            try
            {
                var (own, version, list, incomplete) = await new ToolLister(exchange, settings.Limits, progress).ListAsync(limited.Token);
                return new ServerListing(Printable.Of(own ?? name), version is null ? null : Printable.Of(version), source, list, folders, incomplete);
            }
            catch (OperationCanceledException) when (!run.Cancellation.IsCancellationRequested)
            {
                throw new ListingException($"The server did not answer within {settings.Limits.Time.TotalSeconds:F0} s.", "Give it longer with --timeout SECONDS.");
            }
        }
    }

    // The command runs in a temporary folder, so what it was given relative to this one is given in full.
    private static string FullIfHere(string word, CommandRun run)
        => !word.StartsWith('-') && !Path.IsPathRooted(word) && Path.Exists(run.FullPath(word)) ? run.FullPath(word) : word;

    private static ImmutableArray<string> Folders(IEnumerable<string> command) => [.. command.Skip(1).Where(word => Path.IsPathRooted(word) && Directory.Exists(word))];

    private static string NameOf(ImmutableArray<string> words)
    {
        var word = words.Skip(1).FirstOrDefault(word => !word.StartsWith('-')) ?? words[0];
        return Path.GetFileNameWithoutExtension(word.TrimEnd('/').Split('/')[^1]);
    }
}
