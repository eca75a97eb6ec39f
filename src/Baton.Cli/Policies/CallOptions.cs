using System.CommandLine;
using System.Text;
using Baton.Cli.Application;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Cli.Policies;

/// <summary>The flags that describe one call.</summary>
internal sealed class CallOptions
{
    private static readonly string[] CallerKeys = ["grant", "principal", "session"];

    private readonly Option<string?> _tool = new("--tool") { HelpName = "NAME", Description = "The tool." };
    private readonly Option<string?> _resource = new("--resource") { HelpName = "URI", Description = "Or a resource." };
    private readonly Option<string?> _prompt = new("--prompt") { HelpName = "NAME", Description = "Or a prompt." };
    private readonly Option<string?> _args = new("--args") { HelpName = "JSON", Description = "The arguments; `-` is standard input." };
    private readonly Option<string[]> _caller = new("--caller") { HelpName = "KEY=VALUE", Description = "grant, principal or session of the caller; may be repeated." };
    private readonly Option<string?> _server = new("--server") { HelpName = "NAME", Description = "The server's name." };
    private readonly Option<string?> _category = new("--category") { Description = "read, write, destructive, execute, financial or other." };
    private readonly Option<string?> _tools = PolicyFile.Tools();

    public CallOptions() => _category.AcceptOnlyFromAmong("read", "write", "destructive", "execute", "financial", "other");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _tool, _resource, _prompt, _args, _caller, _server, _category, _tools }) command.Options.Add(option);
    }

    public async Task<CallFacts> ReadAsync(CommandRun run)
    {
        var caller = Caller(run);
        string?[] targets = [run.Get(_tool), run.Get(_resource), run.Get(_prompt)];
        if (targets.Count(target => target is not null) != 1) throw new CliException(CliFailure.Usage("name what is called.", "Give one of --tool, --resource and --prompt."));
        var name = run.Get(_tool) ?? run.Get(_resource) ?? run.Get(_prompt)!;
        var known = (await PolicyFile.ToolsAsync(run, run.Get(_tools)))?.Find(name) ?? new ToolFacts(name);
        var args = await BodyInput.ValueOrInputAsync(run, run.Get(_args));
        return new CallFacts
        {
            Kind = run.Get(_resource) is not null ? CallKind.Resource : run.Get(_prompt) is not null ? CallKind.Prompt : CallKind.Tool,
            Tool = run.Get(_category) is { } category ? known.WithCategory(Enum.Parse<ToolCategory>(category, ignoreCase: true)) : known,
            Arguments = args is null ? default : Encoding.UTF8.GetBytes(args),
            Grant = caller.GetValueOrDefault("grant") ?? "local",
            Principal = caller.GetValueOrDefault("principal"),
            Session = caller.GetValueOrDefault("session"),
            Server = run.Get(_server) ?? "server",
            Now = run.Context.Time.GetUtcNow(),
        };
    }

    private Dictionary<string, string> Caller(CommandRun run)
    {
        var caller = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in run.Get(_caller) ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var key = at < 0 ? "grant" : pair[..at];
            if (Array.IndexOf(CallerKeys, key) < 0) throw new CliException(CliFailure.Usage($"'{key}' says nothing of a caller.", "Write grant=NAME, principal=NAME or session=ID."));
            caller[key] = pair[(at + 1)..];
        }
        return caller;
    }
}
