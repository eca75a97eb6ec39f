using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary><c>grant set</c>: changes which servers a grant reaches and in which dialect, without a new token.</summary>
internal static class GrantSetCommand
{
    private const string None = "none";

    public static Command Create(CliContext context)
    {
        var label = GrantCommands.Label();
        var servers = ServerPolicy.Option(required: false);
        var removed = new Option<string[]>("--remove-server") { HelpName = "NAME", Description = "A server it may reach no longer; may be repeated." };
        var dialect = new Option<string?>("--dialect") { HelpName = "NAME", Description = "Whose tool names the memory server answers to; 'none' leaves it to the connection." };
        var command = new Command("set", "Change which servers a grant reaches, under which policies, and in which dialect.") { label, servers, removed, dialect };
        command.SetAction(context.Action(async run =>
        {
            var put = ServerPolicy.Read(run.Get(servers));
            var away = run.Get(removed) ?? [];
            if (put.IsEmpty && away.Length == 0 && run.Get(dialect) is null) return run.FailUsage("nothing to change.", "Give --server, --remove-server or --dialect.");
            await using var opened = await Operator.OpenToChangeAsync(run);
            var office = new GrantOffice(opened.Gateway.Grants, context.Time);
            var speaks = run.Get(dialect) is { } named ? new NewDialect(named == None ? null : named) : null;
            var changed = await office.SetAsync(run.Get(label)!, new GrantChange { Put = put, Removed = [.. away], Dialect = speaks }, run.Cancellation);
            if (!changed.TryGet(out var grant, out var failure)) return run.Fail(CliFailure.Of(failure));
            await opened.RecordAsync(opened.Did("grant_changed", $"The grant '{grant.Label}' reaches {GrantPrinter.Servers(grant)}, dialect {grant.Dialect ?? None}.") with { Grant = grant.Label });
            await ServerPolicy.WarnAsync(run, opened, put);
            if (run.Json) GrantPrinter.Write(run, grant, context.Time.GetUtcNow());
            else run.Out.WriteLine($"Grant {grant.Label}: {GrantPrinter.Servers(grant)}{(grant.Dialect is { } tongue ? $", dialect {tongue}" : "")}");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant set local --server files=open", "baton grant set ci --remove-server files", "baton grant set ci --dialect sovereign");
    }
}
