using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;
using Baton.Memory.Time;

namespace Baton.Cli.Commands;

/// <summary>The filters of <c>handoff list</c> and <c>handoff search</c>.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _project = new("--project") { HelpName = "NAME", Description = "Only this project; `auto` is the working folder's." };
    private readonly Option<string?> _thread = new("--thread") { HelpName = "NAME", Description = "Only this thread." };
    private readonly Option<string?> _status = new("--status") { Description = "open, claimed, done or archived." };
    private readonly Option<string?> _to = new("--to") { HelpName = "WHOM", Description = "Addressed to this principal or role." };
    private readonly Option<string?> _from = new("--from") { HelpName = "WHOM", Description = "Written by this principal, client or grant." };
    private readonly Option<string[]> _tags = new("--tag") { HelpName = "TAG", Description = "With any of these tags; may be repeated." };
    private readonly Option<bool> _allTags = new("--all-tags") { Description = "With all of the tags." };
    private readonly Option<string?> _after = new("--after") { HelpName = "DATE", Description = "Created at or after (ISO 8601)." };
    private readonly Option<string?> _before = new("--before") { HelpName = "DATE", Description = "Created before (ISO 8601)." };
    private readonly Option<int> _limit = Limits.Option(50);

    public FilterOptions()
    {
        _status.AcceptOnlyFromAmong("open", "claimed", "done", "archived");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _project, _thread, _status, _to, _from, _tags, _allTags, _after, _before, _limit }) command.Options.Add(option);
    }

    public int Limit(CommandRun run) => run.Get(_limit);

    public ToolArguments Read(CommandRun run)
    {
        Moments.RefuseInverted("--after", run.Get(_after), Instant(run.Get(_after)), "--before", run.Get(_before), Instant(run.Get(_before)));
        return new ToolArguments()
            .Add("project", ProjectName.Resolve(run.Get(_project), run.Context))
            .Add("thread", run.Get(_thread))
            .Add("status", run.Get(_status))
            .Add("to", run.Get(_to))
            .Add("from", run.Get(_from))
            .Add(run.Get(_allTags) ? "tags_all" : "tags", run.Get(_tags))
            .Add("created_after", run.Get(_after))
            .Add("created_before", run.Get(_before));
    }

    // What is no instant, the tool itself names.
    private static DateTimeOffset? Instant(string? text) => text is not null && Instants.TryParse(text, out var instant, out _) ? instant : null;
}
