using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary><c>grant set</c>: changes which servers a grant reaches, without a new token.</summary>
internal static class GrantSetCommand
{
    public static Command Create(CliContext context)
    {
        var label = GrantCommands.Label();
        var servers = ServerPolicy.Option(required: false);
        var removed = new Option<string[]>("--remove-server") { HelpName = "NAME", Description = "A server it may reach no longer; may be repeated." };
        var command = new Command("set", "Change which servers a grant reaches, and under which policies.") { label, servers, removed };
        command.SetAction(context.Action(async run =>
        {
            var put = ServerPolicy.Read(run.Get(servers));
            var away = run.Get(removed) ?? [];
            if (put.IsEmpty && away.Length == 0) return run.FailUsage("nothing to change.", "Give --server or --remove-server.");
            await using var opened = await Operator.OpenToChangeAsync(run);
            var changed = await new GrantOffice(opened.Gateway.Grants, context.Time).SetServersAsync(run.Get(label)!, put, away, run.Cancellation);
            if (!changed.TryGet(out var grant, out var failure)) return run.Fail(CliFailure.Of(failure));
            await opened.RecordAsync(opened.Did("grant_changed", $"The grant '{grant.Label}' reaches {GrantPrinter.Servers(grant)}.") with { Grant = grant.Label });
            await ServerPolicy.WarnAsync(run, opened, put);
            if (run.Json) GrantPrinter.Write(run, grant, context.Time.GetUtcNow());
            else run.Out.WriteLine($"Grant {grant.Label}: {GrantPrinter.Servers(grant)}");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant set local --server files=open", "baton grant set ci --remove-server files");
    }
}
