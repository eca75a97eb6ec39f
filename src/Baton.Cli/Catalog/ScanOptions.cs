using System.CommandLine;
using System.CommandLine.Parsing;
using Baton.Catalog.Classification;
using Baton.Catalog.Recommendation;
using Baton.Cli.Application;
using Baton.Cli.Catalog.Listing;
using Baton.Cli.Servers;

namespace Baton.Cli.Catalog;

/// <summary>The flags of <c>baton scan</c>, and how they become a request.</summary>
internal sealed class ScanOptions
{
    private readonly Argument<string[]> _target = new("TARGET") { Arity = ArgumentArity.ZeroOrMore, Description = "A registered server's name, a FILE.json with tools, or after -- a command that starts a server." };
    private readonly Option<string?> _url = new("--url") { HelpName = "URL", Description = "Scan a server that runs, over HTTP." };
    private readonly Option<string[]> _header = new("--header") { HelpName = "NAME=VALUE", Description = "A header for --url." };
    private readonly Option<string[]> _env = new("--env") { HelpName = "NAME=VALUE", Description = "A variable for the command; it gets few others." };
    private readonly Option<int> _timeout = new("--timeout") { HelpName = "SECONDS", Description = "How long the server may take (60).", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _markdown = new("--markdown") { Description = "Write Markdown." };
    private readonly Option<bool> _html = new("--html") { Description = "Write one self-contained page." };
    private readonly Option<bool> _sarif = new("--sarif") { Description = "Write SARIF 2.1.0, for CI." };
    private readonly Option<bool> _policy = new("--policy") { Description = "Write the policy to start from, and nothing else." };
    private readonly Option<string> _profile = new("--profile") { HelpName = "PROFILE", Description = "strict, balanced or open (balanced).", DefaultValueFactory = _ => "balanced" };
    private readonly Option<string[]> _folder = new("--folder") { HelpName = "DIR", Description = "A folder that paths may lie in, for the policy; else those that the command names." };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write to a file." };
    private readonly Option<string?> _failOn = new("--fail-on") { HelpName = "SEVERITY", Description = "Exit 1 if a tool is this bad or worse: low, medium, high or critical." };
    private readonly Option<string?> _against = new("--against") { HelpName = "SNAPSHOT", Description = "Compare with an earlier `scan --json` or list of tools; exit 1 if something would be held back, or is gone." };

    public void AddTo(Command command, Option json)
    {
        command.Arguments.Add(_target);
        foreach (var option in (Option[])[_url, _header, _env, _timeout, _markdown, _html, _sarif, _policy, _profile, _folder, _output, _failOn, _against]) command.Options.Add(option);
        _profile.AcceptOnlyFromAmong("strict", "balanced", "open");
        _failOn.AcceptOnlyFromAmong("low", "medium", "high", "critical");
        command.Validators.Add(result =>
        {
            if (((Option[])[_markdown, _html, _sarif, _policy]).Count(face => result.GetResult(face) is { Implicit: false }) > 1) result.AddError("--markdown, --html, --sarif and --policy exclude one another.");
            if (result.GetResult(json) is { Implicit: false } && ((Option[])[_markdown, _html]).Any(face => result.GetResult(face) is { Implicit: false })) result.AddError("--json and a page exclude each other: leave out --json, --markdown or --html.");
            // A text that is no number has its own error already.
            if (result.GetResult(_timeout) is { Tokens: [var given] } && int.TryParse(given.Value, out var seconds) && seconds is < 1 or > 3600) result.AddError("--timeout takes 1 to 3600 seconds.");
        });
    }

    /// <summary>The request, or null and what is wrong.</summary>
    public ScanRequest? Read(CommandRun run, out string? failure)
    {
        failure = null;
        if (Source(run, out failure) is not { } source) return null;
        if (Pairs(run.Get(_env), "--env", ref failure) is not { } environment || Pairs(run.Get(_header), "--header", ref failure) is not { } headers) return null;
        var limits = new ListingLimits(TimeSpan.FromSeconds(run.Get(_timeout)));
        return new ScanRequest(
            source, Face(run), run.Get(_output), Enum.Parse<PolicyProfile>(run.Get(_profile)!, ignoreCase: true),
            [.. (run.Get(_folder) ?? []).Select(run.FullPath)], run.Get(_failOn) is { } word ? Words.Severity(word) : null, run.Get(_against),
            new ScanSettings(limits, environment, headers));
    }

    private ScanFace Face(CommandRun run)
        => run.Get(_policy) ? ScanFace.Policy
        : run.Get(_sarif) ? ScanFace.Sarif
        : run.Get(_html) ? ScanFace.Html
        : run.Get(_markdown) ? ScanFace.Markdown
        : run.Json ? ScanFace.Json
        : ScanFace.Table;

    private ScanSource? Source(CommandRun run, out string? failure)
    {
        failure = null;
        var words = run.Get(_target) ?? [];
        if (run.Get(_url) is { } url)
        {
            if (words.Length > 0) failure = "--url and a target exclude each other.";
            else if (run.Has(_env)) failure = "--env is for a server that is started by a command.";
            else return new ScanSource.Address(ServerUrl.Read(url));
            return null;
        }
        var isCommand = run.Parse.Tokens.Any(token => token.Type == TokenType.DoubleDash);
        if (words.Length == 0) failure = "nothing to scan: give a file, --url URL, or a command after --.";
        else if (isCommand && run.Has(_header)) failure = "--header is for a server that is reached by a URL.";
        else if (isCommand) return new ScanSource.Command([.. words]);
        else if (words.Length > 1) failure = $"more than one target: '{words[1]}'. A command goes after --.";
        else if (File.Exists(run.FullPath(words[0])) || words[0].Contains('.', StringComparison.Ordinal) || words[0].Contains('/', StringComparison.Ordinal))
        {
            if (!run.Has(_header) && !run.Has(_env)) return new ScanSource.File(words[0]);
            failure = "--header and --env are for servers, not for a file.";
        }
        else return new ScanSource.Registered(words[0]);
        return null;
    }

    private static List<KeyValuePair<string, string>>? Pairs(string[]? texts, string option, ref string? failure)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                failure = $"{option} takes NAME=VALUE, not '{text}'.";
                return null;
            }
            pairs.Add(new(text[..at], text[(at + 1)..]));
        }
        return pairs;
    }
}
