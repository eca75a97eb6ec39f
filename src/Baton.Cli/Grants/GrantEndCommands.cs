using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary><c>grant rotate</c> and <c>grant revoke</c>.</summary>
internal static class GrantEndCommands
{
    public static Command CreateRotate(CliContext context)
    {
        var label = GrantCommands.Label();
        var overlap = new Option<string>("--overlap")
        {
            HelpName = "1h", DefaultValueFactory = _ => "1h", Description = "How long the old token still opens the grant (1h); 0 for not at all.",
        };
        var command = new Command("rotate", "Give a grant a new token.") { label, overlap };
        command.SetAction(context.Action(async run =>
        {
            if (Spans.ParseSeconds(run.Get(overlap)!) is not { } seconds || seconds > TimeSpan.FromDays(365).TotalSeconds)
            {
                return run.FailUsage($"'{run.Get(overlap)}' is no length of time up to a year.", "Write it as 0, 30m, 12h or 7d.");
            }
            await using var opened = await Operator.OpenToChangeAsync(run);
            var rotated = await new GrantOffice(opened.Gateway.Grants, context.Time).RotateAsync(run.Get(label)!, TimeSpan.FromSeconds(seconds), run.Cancellation);
            if (!rotated.TryGet(out var issued, out var failure)) return run.Fail(CliFailure.Of(failure));
            await opened.RecordAsync(opened.Did("grant_rotated", $"The grant '{issued.Grant.Label}' has a new token.") with { Grant = issued.Grant.Label });
            GrantPrinter.Issued(run, issued);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant rotate ci --overlap 1d");
    }

    public static Command CreateRevoke(CliContext context)
    {
        var label = GrantCommands.Label();
        var command = new Command("revoke", "End a grant for good; its next message is refused.") { label };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            var revoked = await new GrantOffice(opened.Gateway.Grants, context.Time).RevokeAsync(run.Get(label)!, run.Cancellation);
            if (!revoked.TryGet(out var grant, out var failure)) return run.Fail(CliFailure.Of(failure));
            await opened.RecordAsync(opened.Did("grant_revoked", $"The grant '{grant.Label}' was revoked.") with { Grant = grant.Label });
            if (run.Json) GrantPrinter.Write(run, grant, context.Time.GetUtcNow());
            else run.Out.WriteLine($"Revoked {grant.Label}.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant revoke ci", "baton grant revoke local");
    }
}
