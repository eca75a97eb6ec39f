using System.Collections.Frozen;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Gateway.Audit;

namespace Baton.Cli.Audit;

/// <summary>The conditions that reading commands share.</summary>
internal sealed class AuditFilter
{
    private readonly Option<string?> _grant = new("--grant") { HelpName = "LABEL", Description = "Rows of one grant." };
    private readonly Option<string?> _server = new("--server") { HelpName = "NAME", Description = "Rows about one server." };
    private readonly Option<string?> _tool = new("--tool") { HelpName = "NAME", Description = "Rows about one tool, resource or prompt." };
    private readonly Option<string?> _outcome = new("--outcome") { HelpName = "WORD", Description = "allow, deny, hide or ask; for events what was done." };
    private readonly Option<string?> _kind = new("--kind") { HelpName = "WORD", Description = "intent, outcome, refusal or event." };
    private readonly Option<string?> _request = new("--request") { HelpName = "ID", Description = "Rows about one message." };
    private readonly Option<string?> _since = new("--since") { HelpName = "10m", Description = "Rows from then on: so long ago, or an instant." };
    private readonly Option<string?> _until = new("--until") { HelpName = "1m", Description = "Rows before then." };

    private static readonly FrozenSet<string> OneWord =
        new[] { "allow", "deny", "hide", "ask", "approved", "denied", "pruned", "purged", "locked", "unlocked" }.ToFrozenSet(StringComparer.Ordinal);

    public AuditFilter AddTo(Command command)
    {
        _kind.AcceptOnlyFromAmong(AuditKind.Intent, AuditKind.Outcome, AuditKind.Refusal, AuditKind.Event);
        foreach (var option in (Option[])[_grant, _server, _tool, _outcome, _kind, _request, _since, _until]) command.Options.Add(option);
        return this;
    }

    public AuditQuery Read(CommandRun run)
    {
        var (since, until) = Moments.ReadSpan(run, "--since", run.Get(_since), "--until", run.Get(_until));
        return new()
        {
            Grant = run.Get(_grant),
            Server = run.Get(_server),
            Tool = run.Get(_tool),
            Outcome = Outcome(run.Get(_outcome)),
            Kind = run.Get(_kind),
            RequestId = run.Get(_request),
            Since = since,
            Until = until,
        };
    }

    /// <summary>The words of events have two parts or are those of approvals, the log and the lock; any other one is a slip that would find nothing.</summary>
    private static string? Outcome(string? word) => word is null || OneWord.Contains(word) || word.Contains('_', StringComparison.Ordinal)
        ? word
        : throw new CliException(CliFailure.Usage($"--outcome: '{word}' is no outcome.", "Calls have allow, deny, hide or ask; events what was done, as policy_put."));
}
