using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Gateway.Servers;

namespace Baton.Cli.Servers;

/// <summary><c>server add</c>: a remote server by its URL, or a local one by its command line after <c>--</c>.</summary>
internal static class ServerAddCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "What endpoints, grants and policies call it." };
        var commandLine = new Argument<string[]>("CMD") { Arity = ArgumentArity.ZeroOrMore, Description = "After `--`: the command that starts it, and its arguments." };
        var url = new Option<string?>("--url") { HelpName = "URL", Description = "Where it listens (Streamable HTTP)." };
        var headers = new Option<string[]>("--header") { HelpName = "K=V", Description = "A header sent to it, kept encrypted; may be repeated." };
        var variables = new Option<string[]>("--env") { HelpName = "K=V", Description = "A variable it gets, kept encrypted; may be repeated." };
        var folder = new Option<string?>("--cwd") { HelpName = "DIR", Description = "The folder it runs in." };
        var review = new Option<string>("--review") { HelpName = "first|use", DefaultValueFactory = _ => "use", Description = "Whether its tools wait for a review (first), or are pinned as first seen (use)." };
        review.Validators.Add(static result =>
        {
            if (result.Tokens is [.., { Value: not ("first" or "use") and var given }]) result.AddError($"--review is first or use, not '{given}'.");
        });
        var timeout = SilenceOption.Create("5m with a URL, 1h with a command");
        var metaTools = MetaToolOption.Create();
        var skip = SkipDialectsOption.Create();
        var replace = new Option<bool>("--replace") { Description = "Take the place of a server of that name." };
        var command = new Command("add", "Register a server.") { name, commandLine, url, headers, variables, folder, review, timeout, metaTools, skip, replace };
        command.SetAction(context.Action(async run =>
        {
            var words = run.Get(commandLine) ?? [];
            if (run.Get(url) is null == (words.Length == 0)) return run.FailUsage("give either --url URL or a command after `--`.");
            var when = run.Get(review) == "first" ? ServerReview.First : ServerReview.OnUse;
            var silence = SilenceOption.Read(run.Get(timeout));
            var calling = MetaToolOption.Read(run.Get(metaTools));
            ServerConfig server = run.Get(url) is { } address
                ? new ServerConfig.Http { Name = run.Get(name)!, Review = when, Timeout = silence, SkipsDialects = run.Get(skip), MetaTools = calling, Url = ServerUrl.Read(address), Headers = Pairs("--header", run.Get(headers), StringComparer.OrdinalIgnoreCase) }
                : new ServerConfig.Stdio
                {
                    Name = run.Get(name)!,
                    Review = when,
                    Timeout = silence,
                    SkipsDialects = run.Get(skip),
                    MetaTools = calling,
                    Command = words[0],
                    Arguments = [.. words.Skip(1)],
                    Variables = Pairs("--env", run.Get(variables), StringComparer.Ordinal),
                    WorkingFolder = run.Get(folder) is { } given ? run.FullPath(given) : null,
                };
            if (Misplaced(run, server, headers, variables, folder) is { } misplaced) return run.FailUsage(misplaced);
            if (ServerRule.Check(server) is { } refused) return run.Fail(CliFailure.Of(refused));
            return await AddAsync(run, server, run.Get(replace));
        }));
        return command.WithExamples("baton server add github --url https://api.example.com/mcp --header \"Authorization=Bearer …\"", "baton server add slow --url https://slow.example.com/mcp --timeout 20m", "baton server add files --env DEBUG=1 -- npx -y @modelcontextprotocol/server-filesystem ~/work");
    }

    private static async Task<int> AddAsync(CommandRun run, ServerConfig server, bool replace)
    {
        await using var opened = await Operator.OpenToChangeAsync(run);
        var taken = await opened.Gateway.Servers.PutAsync([server], replace, run.Cancellation);
        if (taken.Count > 0) return run.FailNo("duplicate", $"There is a server '{server.Name}' already.", "Give --replace to take its place.");
        await opened.RecordAsync(opened.Did("server_added", $"The server '{server.Name}' was registered ({ServerPrinter.Kind(server)}).") with { Server = server.Name });
        foreach (var note in LaunchNotes.Of(run, server)) run.Error.WriteLine(Printable.Safe($"baton: note: {note}"));
        if (run.Json) ServerPrinter.Write(run, server);
        else run.WriteLine($"Server {server.Name}: {ServerPrinter.Place(server)}");
        return ExitCode.Done;
    }

    private static string? Misplaced(CommandRun run, ServerConfig server, Option headers, Option variables, Option folder) => server switch
    {
        ServerConfig.Http when run.Has(variables) || run.Has(folder) => "--env and --cwd are for servers that are started by a command.",
        ServerConfig.Stdio when run.Has(headers) => "--header is for servers that are reached by a URL.",
        _ => null,
    };

    /// <param name="option">Where they were given.</param>
    /// <param name="given">Each as <c>K=V</c>.</param>
    /// <param name="names">Which names are the same: headers have no case.</param>
    private static ImmutableDictionary<string, string> Pairs(string option, string[]? given, StringComparer names)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(names);
        foreach (var text in given ?? [])
        {
            var divide = text.IndexOf('=', StringComparison.Ordinal);
            if (divide <= 0) throw new CliException(CliFailure.Usage($"{option}: '{text}' is not K=V."));
            var name = text[..divide].Trim();
            if (!pairs.TryAdd(name, text[(divide + 1)..])) throw new CliException(CliFailure.Usage($"{option}: '{name}' is given twice."));
        }
        return pairs.ToImmutable();
    }
}
