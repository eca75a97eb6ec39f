using System.CommandLine;
using Baton.Catalog.Text;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Pins;

namespace Baton.Cli.Servers.Pins;

/// <summary><c>server approve</c>, <c>server reject</c> and <c>server trust</c>: the operator's word on definitions that wait.</summary>
internal static class PinDecideCommands
{
    public static Command CreateApprove(CliContext context)
        => Create(context, "approve", "Let definitions that wait be used from now on.", isApproved: true)
            .WithExamples("baton server approve files", "baton server approve files write_file --seen 3f2a9c1b7d04");

    public static Command CreateReject(CliContext context)
        => Create(context, "reject", "Refuse definitions that wait for good, without being asked about them again.", isApproved: false)
            .WithExamples("baton server reject files write_file");

    public static Command CreateTrust(CliContext context)
    {
        var name = PinAction.Server();
        var off = new Option<bool>("--off") { Description = "Hold its changes back again." };
        var command = new Command("trust", "Accept a server's future changes unseen: for servers that you write yourself.") { name, off };
        command.SetAction(context.Action(async run =>
        {
            var server = run.Get(name)!;
            await using var opened = await Operator.OpenToChangeAsync(run);
            if (await PinAction.KnownAsync(run, opened, server) is null) return PinAction.Missing(run, server);
            var isTrusted = !run.Get(off);
            await opened.Gateway.Pins.TrustAsync(server, isTrusted, run.Cancellation);
            var message = isTrusted ? $"Changes of the server '{server}' are accepted unseen." : $"Changes of the server '{server}' are held back.";
            await opened.RecordAsync(opened.Did(isTrusted ? "server_trusted" : "server_untrusted", message) with { Server = server });
            if (run.Json) run.WriteJson(json => { json.WriteString("server", server); json.WriteBoolean("trusted", isTrusted); });
            else run.Out.WriteLine(message);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server trust mine", "baton server trust mine --off");
    }

    private static Command Create(CliContext context, string word, string description, bool isApproved)
    {
        var name = PinAction.Server();
        var items = PinAction.Items("Only these tools, prompts or templates; all that wait otherwise.");
        var seen = new Option<string?>("--seen") { HelpName = "DIGEST", Description = "Decide only if what waits is still what `server diff` showed with this digest." };
        var command = new Command(word, description) { name, items, seen };
        command.SetAction(context.Action(async run =>
        {
            var server = run.Get(name)!;
            await using var opened = await Operator.OpenToChangeAsync(run);
            if (await PinAction.KnownAsync(run, opened, server) is null) return PinAction.Missing(run, server);
            var decision = new PinDecision(isApproved, opened.Name) { Names = [.. run.Get(items) ?? []], Seen = run.Get(seen) };
            var decided = await opened.Gateway.Pins.DecideAsync(server, decision, run.Cancellation);
            if (!decided.TryGet(out var pins, out var failure)) return run.Fail(CliFailure.Of(failure));
            foreach (var pin in pins) await SayAsync(run, opened, pin, isApproved);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task SayAsync(CommandRun run, Operator opened, Pin pin, bool isApproved)
    {
        var what = $"{PinKinds.Word(pin.Kind)} {Printable.Of(pin.Name)} ({PinPrinter.Grade(pin)})";
        await opened.RecordAsync(opened.Did(isApproved ? "definition_approved" : "definition_rejected", $"The definition of the {what} was {(isApproved ? "approved" : "rejected")}.") with
        {
            Server = pin.Server,
            Tool = Printable.Of(pin.Name),
            DefinitionHash = pin.Hash,
        });
        if (run.Json) PinPrinter.Write(run, pin, withDefinition: false);
        else run.Out.WriteLine($"{(isApproved ? "Approved" : "Rejected")} {what}");
    }
}
