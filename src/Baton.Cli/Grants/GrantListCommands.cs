using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Output;

namespace Baton.Cli.Grants;

/// <summary><c>grant list</c> and <c>grant show</c>.</summary>
internal static class GrantListCommands
{
    public static Command CreateList(CliContext context)
    {
        var all = new Option<bool>("--all") { Description = "Revoked ones too." };
        var command = new Command("list", "List the grants.") { all };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var now = context.Time.GetUtcNow();
            var grants = (await opened.Gateway.Grants.ListAsync(run.Cancellation)).Where(grant => run.Get(all) || grant.RevokedAt is null).ToList();
            if (run.Json)
            {
                foreach (var grant in grants) GrantPrinter.Write(run, grant, now);
                return ExitCode.Done;
            }
            run.WriteTable(TextTable.Of(
                [new("label", Fixed: true), new("id", Fixed: true), new("status", Fixed: true), new("principal"), new("servers"), new("expires")],
                grants.Select(grant => ImmutableArray.Create(
                    grant.Label, grant.Id, GrantPrinter.Status(grant, now), grant.Principal, GrantPrinter.Servers(grant), grant.ExpiresAt is { } end ? Ago.Of(end, now) : ""))));
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant list", "baton grant list --all --json");
    }

    public static Command CreateShow(CliContext context)
    {
        var label = GrantCommands.Label();
        var command = new Command("show", "Show one grant.") { label };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var grants = await opened.Gateway.Grants.ListAsync(run.Cancellation);
            var wanted = run.Get(label)!;
            var found = grants.Where(grant => grant.Label == wanted || grant.Id == wanted).OrderBy(grant => grant.RevokedAt is not null).ToList();
            if (found.Count == 0) return run.FailNo("not_found", $"There is no grant '{wanted}'.", "'baton grant list' shows them.");
            if (run.Json) GrantPrinter.Write(run, found[0], context.Time.GetUtcNow());
            else GrantPrinter.Print(run, found[0], context.Time.GetUtcNow());
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant show ci");
    }
}
