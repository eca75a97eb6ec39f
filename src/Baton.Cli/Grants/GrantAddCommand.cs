using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Commands;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary><c>grant add</c>: makes a grant and shows its token, once.</summary>
internal static class GrantAddCommand
{
    public static Command Create(CliContext context)
    {
        var label = GrantCommands.Label();
        var servers = ServerPolicy.Option(required: true);
        var principal = new Option<string?>("--principal") { HelpName = "NAME", Description = "The person or agent it is for; else the label." };
        var expires = new Option<string?>("--expires") { HelpName = "30d", Description = "How long it holds; else until it is revoked." };
        var projects = new Option<string[]>("--project") { HelpName = "NAME", Description = "Bind it to a project of the memory server; may be repeated." };
        var roles = new Option<string[]>("--role") { HelpName = "NAME", Description = "A role that handoffs may be addressed to; may be repeated." };
        var toolsets = new Option<string?>("--toolsets") { HelpName = "NAMES", Description = "The memory server's toolsets, with commas; else all but admin." };
        var dialect = new Option<string?>("--dialect") { HelpName = "NAME", Description = "Have the memory server answer to another system's tool names." };
        var command = new Command("add", "Make a grant; its token is shown once.") { label, servers, principal, expires, projects, roles, toolsets, dialect };
        command.SetAction(context.Action(async run =>
        {
            string[] named = run.Get(toolsets)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            if (run.Get(toolsets) is not null && named.Length == 0) return run.FailUsage("--toolsets names none; leave it out for all but admin.");
            var draft = new GrantDraft
            {
                Label = run.Get(label)!,
                Principal = run.Get(principal),
                Servers = ServerPolicy.Read(run.Get(servers)),
                Projects = [.. run.Get(projects) ?? []],
                Roles = [.. run.Get(roles) ?? []],
                Toolsets = [.. named],
                Dialect = run.Get(dialect),
                Lifetime = Lifetime(run.Get(expires)),
            };
            await using var opened = await Operator.OpenToChangeAsync(run);
            var added = await new GrantOffice(opened.Gateway.Grants, context.Time).AddAsync(draft, run.Cancellation);
            if (!added.TryGet(out var issued, out var failure)) return run.Fail(CliFailure.Of(failure));
            await opened.RecordAsync(opened.Did("grant_added", $"The grant '{issued.Grant.Label}' was made.") with { Grant = issued.Grant.Label });
            await ServerPolicy.WarnAsync(run, opened, draft.Servers);
            if (draft.Toolsets.Length > 0 && !draft.Servers.ContainsKey(LocalGrant.Server))
            {
                run.Error.WriteLine($"baton: note: --toolsets are of the server '{LocalGrant.Server}', which this grant has not; 'baton grant set {draft.Label} --server {LocalGrant.Server}' adds it.");
            }
            GrantPrinter.Issued(run, issued);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton grant add ci --server memory=strict --expires 30d", "baton grant add ada --server memory --server files=open --principal ada --json");
    }

    private static TimeSpan? Lifetime(string? text)
    {
        if (text is null) return null;
        return Spans.ParseSeconds(text) is { } seconds and > 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 4
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(CliFailure.Usage($"'{text}' is no length of time.", "Write it as 45 (seconds), 30m, 12h, 30d or 2w."));
    }
}
