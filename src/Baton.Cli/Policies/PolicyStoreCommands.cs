using System.CommandLine;
using System.Text;
using System.Text.Unicode;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Gateway.Policies;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;

namespace Baton.Cli.Policies;

/// <summary><c>policy put | get | list | history | rollback</c>: the documents in the store, and all their revisions.</summary>
internal static class PolicyStoreCommands
{
    public static IEnumerable<Command> Create(CliContext context)
        => [CreatePut(context), CreateGet(context), CreateList(context), CreateHistory(context), CreateRollback(context)];

    private static Command CreatePut(CliContext context)
    {
        var name = Name();
        var file = PolicyFile.Argument();
        var command = new Command("put", "Check a policy and put it into force; it acts on the next message.") { name, file };
        command.SetAction(context.Action(async run =>
        {
            var bytes = await PolicyFile.ReadAsync(run, run.Get(file)!);
            if (!Utf8.IsValid(bytes)) return Refuse(run, run.Get(file)!, bytes);
            var text = Encoding.UTF8.GetString(bytes);
            await using var opened = await Operator.OpenToChangeAsync(run);
            if (PolicyFiles.Refuse(run, opened, run.Get(name)!) is { } kept) return kept;
            var put = await new PolicyOffice(opened.Gateway.Policies).PutAsync(run.Get(name)!, text, run.Get(file), run.Cancellation);
            return await AnswerAsync(run, opened, put, run.Get(file)!);
        }));
        return command.WithExamples("baton policy put strict policy.json");
    }

    private static Command CreateGet(CliContext context)
    {
        var name = Name();
        var revision = Revision();
        var command = new Command("get", "Print a policy as it was put.") { name, revision };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            if (run.Get(revision) is null && opened.PolicyFiles.FileOf(run.Get(name)!) is { } path) return await PolicyFiles.PrintAsync(run, run.Get(name)!, path);
            var found = await opened.Gateway.Policies.GetAsync(run.Get(name)!, run.Get(revision), run.Cancellation);
            if (!found.TryGet(out var policy, out var failure)) return run.Fail(CliFailure.Of(failure));
            if (run.Json) run.WriteJson(json => PolicyPrinter.Write(json, policy, withText: true));
            else run.Out.Write(policy.Text);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton policy get strict", "baton policy get strict --revision 3");
    }

    private static Command CreateList(CliContext context)
    {
        var command = new Command("list", "List the policies in force: those in files, and those in the store.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            PolicyFiles.List(run, opened, await opened.Gateway.Policies.ListAsync(run.Cancellation));
            return ExitCode.Done;
        }));
        return command.WithExamples("baton policy list --json");
    }

    private static Command CreateHistory(CliContext context)
    {
        var name = Name();
        var command = new Command("history", "List the revisions of a policy, newest first.") { name };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenAsync(run);
            var revisions = await opened.Gateway.Policies.HistoryAsync(run.Get(name)!, run.Cancellation);
            if (revisions.Count == 0) return run.FailNo("not_found", $"There is no policy '{run.Get(name)}'.", "'baton policy list' shows them.");
            PolicyPrinter.Print(run, revisions);
            return ExitCode.Done;
        }));
        return command.WithExamples("baton policy history strict");
    }

    private static Command CreateRollback(CliContext context)
    {
        var name = Name();
        var revision = new Argument<long?>("REVISION") { Arity = ArgumentArity.ZeroOrOne, Description = "The revision to go back to; else the one before." };
        var command = new Command("rollback", "Put an earlier revision into force again, as a new one.") { name, revision };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            if (PolicyFiles.Refuse(run, opened, run.Get(name)!) is { } kept) return kept;
            var put = await new PolicyOffice(opened.Gateway.Policies).RollBackAsync(run.Get(name)!, run.Get(revision), run.Cancellation);
            return await AnswerAsync(run, opened, put, run.Get(name)!);
        }));
        return command.WithExamples("baton policy rollback strict", "baton policy rollback strict 3");
    }

    private static async Task<int> AnswerAsync(CommandRun run, Operator opened, PolicyPut put, string file)
    {
        var isFaulty = put.Failure is not null && put.Problems.Count > 0;
        if (!(isFaulty && run.Json)) ProblemPrinter.Say(run, file, put.Problems);
        if (isFaulty) return run.Fail(Faulty(put.Failure!.Message, put.Problems));
        if (put.Failure is { } failure) return run.Fail(CliFailure.Of(failure));
        var stored = put.Stored!;
        await opened.RecordAsync(opened.Did("policy_put", $"The policy '{stored.Name}' is revision {stored.Revision}.") with { Policy = stored.Name, PolicyRevision = stored.Revision });
        if (run.Json) run.WriteJson(json => PolicyPrinter.Write(json, stored, withText: false));
        else run.Out.WriteLine($"Policy {stored.Name}, revision {stored.Revision}, is in force.");
        return ExitCode.Done;
    }

    private static CliFailure Faulty(string message, IReadOnlyList<PolicyProblem> problems)
        => CliFailure.No("invalid_policy", message, "What was in force stays so. Mend the errors, then try again.") with
        {
            DetailsJson = JsonLine.Text(json => ProblemPrinter.Write(json, problems)),
        };

    /// <summary>Says what reading it as a document says: a text that is not UTF-8 would be another one once it is kept.</summary>
    private static int Refuse(CommandRun run, string file, byte[] bytes)
    {
        var problems = PolicyLoader.Load(bytes, PolicyReader.FormatOf(file, bytes)).Problems;
        if (!run.Json) ProblemPrinter.Say(run, file, problems);
        return run.Fail(Faulty($"{file} is not UTF-8.", problems));
    }

    private static Argument<string> Name() => new("NAME") { Description = "The policy's name." };

    private static Option<long?> Revision() => new("--revision") { HelpName = "N", Description = "An earlier revision; else the newest." };
}
