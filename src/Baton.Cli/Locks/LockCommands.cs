using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Locks;

namespace Baton.Cli.Locks;

/// <summary><c>baton lock</c> and <c>baton unlock</c>: puts what only an operator may do behind a passphrase.</summary>
internal static class LockCommands
{
    public static Command CreateLock(CliContext context)
    {
        var command = new Command("lock", "Ask for a passphrase before approving and before changing policies, grants, servers and pins.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            var guard = new OperatorLock(opened.Gateway.Lock);
            var isLocked = await guard.IsLockedAsync(run.Cancellation);
            var old = isLocked ? Passphrase.Current(run) : null;
            if (Passphrase.New(run, isLocked ? Passphrase.NewVariable : Passphrase.Variable) is not { } passphrase)
            {
                return run.FailUsage("no passphrase was given.", $"Run it in a terminal, or set {(isLocked ? Passphrase.NewVariable : Passphrase.Variable)}.");
            }
            if (await guard.SetAsync(old, passphrase, run.Cancellation) is { } refused) return run.Fail(CliFailure.Of(refused));
            await opened.RecordAsync(opened.Did("locked", "Baton was locked with a passphrase."));
            if (run.Json) run.WriteJson(json => json.WriteBoolean("locked", true));
            else run.Out.WriteLine("Locked. The passphrase is asked for from now on; there is no way to recover it.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton lock", "BATON_PASSPHRASE=… baton approvals approve a_01J…");
    }

    public static Command CreateUnlock(CliContext context)
    {
        var command = new Command("unlock", "Remove the passphrase again.");
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            var guard = new OperatorLock(opened.Gateway.Lock);
            if (await guard.IsLockedAsync(run.Cancellation))
            {
                if (await guard.RemoveAsync(Passphrase.Current(run), run.Cancellation) is { } refused) return run.Fail(CliFailure.Of(refused));
                await opened.RecordAsync(opened.Did("unlocked", "Baton's passphrase was removed."));
            }
            if (run.Json) run.WriteJson(json => json.WriteBoolean("locked", false));
            else run.Out.WriteLine("Unlocked.");
            return ExitCode.Done;
        }));
        return command.WithExamples("baton unlock");
    }
}
