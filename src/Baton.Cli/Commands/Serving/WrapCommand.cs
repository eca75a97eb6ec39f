using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Policies;
using Baton.Cli.Servers;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Grants;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Upstreams.Stdio;
using Baton.Memory.Storage;

namespace Baton.Cli.Commands.Serving;

/// <summary><c>baton wrap</c>: any stdio server behind a policy, for a stdio client, with nothing configured.</summary>
internal static class WrapCommand
{
    public static Command Create(CliContext context)
    {
        var policy = new Option<string?>("--policy") { HelpName = "FILE", Description = "The policy, JSON or YAML; edits act at once. Without it everything is allowed and recorded." };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = "What the server is called in audit, limits and approvals (else by its command)." };
        var clean = new Option<bool>("--clean-env") { Description = "Give the server only the variables that programs need to run, not the whole environment." };
        var timeout = SilenceOption.Create("1h");
        var metaTools = MetaToolOption.Create();
        var skip = SkipDialectsOption.Create();
        var words = new Argument<string[]>("CMD") { Description = "The server's command and its arguments, after `--`.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("wrap", "Put a policy in front of a stdio server.") { policy, name, timeout, metaTools, skip, clean, words };
        command.SetAction(context.Action(run => RunAsync(run, run.Get(policy), run.Get(name), run.Get(clean), run.Get(words)!, SilenceOption.Read(run.Get(timeout)), MetaToolOption.Read(run.Get(metaTools)), run.Get(skip))));
        return command.WithExamples(
            "baton wrap -- npx -y @modelcontextprotocol/server-memory",
            "baton wrap --policy policy.json --name files -- npx -y @modelcontextprotocol/server-filesystem ~/notes");
    }

    private static async Task<int> RunAsync(CommandRun run, string? policy, string? given, bool clean, string[] words, TimeSpan? silence, ImmutableArray<MetaTool> metaTools, bool skipsDialects)
    {
        var name = given ?? WrapName.Of(words);
        if (name == LocalGrant.Server || !NameRule.IsName(name)) return run.FailUsage($"'{name}' cannot name a server here: 1 to 64 of A-Z a-z 0-9 . _ -, and not '{LocalGrant.Server}'.");
        if (policy is not null && await PolicyFile.LoadAsync(run, policy) is null) return ExitCode.No;
        var ours = Environment.GetEnvironmentVariables();
        var command = new ChildCommand(
            words[0], [.. words.Skip(1)], clean ? ChildEnvironment.AllowListed(ours, []) : ChildEnvironment.Passed(ours), run.Context.WorkingFolder);
        if (command.Locate() is null) return run.FailEnvironment($"The command '{words[0]}' was not found, or may not be run.", "Check its spelling and PATH.");

        var log = TextWriter.Synchronized(run.Error);
        if (policy is null) await log.WriteLineAsync($"baton: no policy for '{name}': everything is allowed and recorded. Give one with --policy FILE.");
        using var stop = new StopSignals(run.Cancellation);
        try
        {
            var governing = await GoverningStores.OpenAsync(run.DataFolder(), run.Context.Environment, run.Context.Time, log.WriteLine);
            await using var server = new WrappedServer(
                governing, name, given ?? WrapName.Pinned(name, words), command, policy is null ? null : run.FullPath(policy), new MetaToolTable(_ => metaTools), silence, skipsDialects, run.Context.Time, log.WriteLine);
            await using var input = StandardStream.OpenInput();
            await using var output = StandardStream.OpenOutput();
            await StdioHost.RunAsync(new StdioHostOptions { Caller = server.Caller, Server = name, Time = run.Context.Time }, server.Pipeline, input, output, stop.Token);
            return ExitCode.Done;
        }
        catch (StoreUnavailableException unavailable)
        {
            return run.FailEnvironment(unavailable.Message);
        }
    }
}
