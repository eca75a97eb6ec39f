using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff claim</c>: exactly one winner; the token belongs to whoever got it.</summary>
internal static class HandoffClaimCommand
{
    public static Command Create(CliContext context)
    {
        var named = new RefArgument();
        var lease = new Option<string?>("--lease") { HelpName = "SPAN", Description = "How long it is mine (30m, 2h or seconds; 30m)." };
        var token = new Option<string?>("--token") { HelpName = "TOKEN", Description = "The claim's token, to renew or release it." };
        var renew = new Option<bool>("--renew") { Description = "Extend the lease." };
        var release = new Option<bool>("--release") { Description = "Give it back." };
        var idempotency = new Option<string?>("--idempotency-key") { HelpName = "KEY", Description = "A repeat within 24 hours returns the first result." };
        var command = new Command("claim", "Claim a handoff for yourself, renew the claim or release it.") { lease, token, renew, release, idempotency };
        named.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(renew) && result.GetValue(release)) result.AddError("--renew and --release exclude each other.");
            if ((result.GetValue(renew) || result.GetValue(release)) && result.GetValue(token) is null) result.AddError("--renew and --release need --token.");
        });
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            long? seconds = null;
            if (run.Get(lease) is { } span)
            {
                seconds = Spans.ParseSeconds(span);
                if (seconds is null) return run.FailUsage($"'{span}' is no length of time.", "Examples: 30m, 2h, 1d, 900.");
            }
            var answer = await tools.CallAsync(
                "handoff_claim",
                named.Read(run).Add("lease_seconds", seconds).Add("claim_token", run.Get(token))
                    .AddFlag("renew", run.Get(renew)).AddFlag("release", run.Get(release)).Add("idempotency_key", run.Get(idempotency)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton handoff claim h_01JABCDE --lease 2h", "baton handoff claim h_01JABCDE --release --token TOKEN");
    }
}
