using System.CommandLine;
using Baton.Cli.Administration;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;
using Baton.Gateway.Grants;
using Baton.Gateway.Keys;
using Baton.Memory.Bundles;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Text;

namespace Baton.Cli.Commands.Handoffs;

/// <summary><c>handoff bundle</c>, <c>handoff open</c> and <c>handoff key</c>: a handoff for another machine or team, as a signed file.</summary>
internal static class HandoffBundleCommands
{
    /// <summary>More than every body of a bundle's records together is no bundle.</summary>
    private const long LongestFile = 512L * 1024 * 1024;

    public static Command CreateBundle(CliContext context)
    {
        var named = new Argument<string>("REF") { Description = "An id, a prefix of one, or a key." };
        var project = new Option<string?>("--project") { HelpName = "NAME", Description = "The key's project; `auto` is the working folder's." };
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true, Description = "Where to write it." };
        var to = new Option<string?>("--to") { HelpName = "KEY", Description = "Encrypt it to whoever has this key: what 'baton handoff key' prints there." };
        var command = new Command("bundle", "Write one handoff with what it refers to as a file, signed, for another machine or team.") { named, project, output, to };
        command.SetAction(context.Action(async run =>
        {
            var recipient = Read(run.Get(to), "--to");
            var key = Key(run);
            await using var store = await AdministeredStore.OpenAsync(run);
            var text = run.Get(named)!;
            var handoff = RefArgument.LooksLikeId(text) ? new RecordRef(text) : new RecordRef(null, text, ProjectName.Resolve(run.Get(project), run.Context));
            var made = await new HandoffBundles(store, run.Context.Time).MakeAsync(Caller(run), handoff, key, recipient, run.Cancellation);
            if (!made.TryGet(out var bundle, out var failure)) return run.Fail(CliFailure.Of(failure));
            var path = run.FullPath(run.Get(output)!);
            await WholeFile.WriteAsync(path, async file =>
            {
                await file.WriteAsync(bundle.File, run.Cancellation);
                return bundle;
            });
            if (run.Json) run.WriteJson(json =>
            {
                json.WriteString("file", path);
                json.WriteNumber("bytes", bundle.File.Length);
                json.WriteString("signer", key.Identity.ToString());
                json.WriteBoolean("encrypted", recipient is not null);
                json.WriteNumber("records", bundle.Records);
                json.WriteNumber("links", bundle.Links);
                OutsideLinks.Write(json, bundle.Outside);
            });
            else
            {
                run.Out.WriteLine($"Wrote {path}, {bundle.File.Length} bytes, signed{(recipient is null ? "" : " and encrypted")}: {Counted.Of(bundle.Records, "record")}, {Counted.Of(bundle.Links, "link")}. It is opened with --from {key.Identity}");
                OutsideLinks.Say(run, bundle.Outside);
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton handoff bundle login --project shop --out login.baton", "baton handoff bundle h_01JABCDE --out login.baton --to baton1-KEY");
    }

    public static Command CreateOpen(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A bundle." };
        var from = new Option<string?>("--from") { HelpName = "KEY", Description = "Who must have signed it; without it nothing is read, and the key that signed is said." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and write nothing." };
        var command = new Command("open", "Bring in a bundle, all of it or nothing, when its signature is the expected one.") { file, from, dryRun };
        command.SetAction(context.Action(async run =>
        {
            var path = InputFile.Locate(run, run.Get(file)!);
            if (new FileInfo(path).Length > LongestFile) throw new CliException(CliFailure.Usage($"{path} is longer than a bundle can be ({LongestFile} bytes)."));
            var sender = Read(run.Get(from), "--from");
            var bytes = await File.ReadAllBytesAsync(path, run.Cancellation);
            var key = Key(run);
            await using var store = await AdministeredStore.OpenAsync(run);
            var opened = await new HandoffBundles(store, run.Context.Time).OpenAsync(bytes, key, sender, keep: !run.Get(dryRun), run.Cancellation);
            return opened.TryGet(out var report, out var failure) ? TransferCommands.ShowImport(run, report, run.Get(dryRun), atomic: true) : run.Fail(CliFailure.Of(failure));
        }));
        return command.WithExamples("baton handoff open login.baton --from baton1-KEY");
    }

    public static Command CreateKey(CliContext context)
    {
        var command = new Command("key", "Print the key to give to others: they verify your bundles with it, and encrypt to it.");
        command.SetAction(context.Action(run =>
        {
            var identity = Key(run).Identity.ToString();
            if (run.Json) run.WriteJson(json => json.WriteString("key", identity));
            else run.Out.WriteLine(identity);
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton handoff key");
    }

    private static BundleIdentity? Read(string? text, string flag)
        => text is null ? null : BundleIdentity.Parse(text) ?? throw new CliException(CliFailure.Usage($"{flag}: that is no key.", "A key begins with baton1- and is what 'baton handoff key' prints."));

    /// <summary>This installation's own key, made when it is first needed.</summary>
    private static BundleKey Key(CommandRun run)
    {
        var path = KeyFolder.BundleKey(run.Context.Environment, Data.PlatformFolders.Current.ConfigHome(run.Context.Environment));
        try
        {
            if (!KeyFile.Open(path).TryGet(out var material, out var failure)) throw new CliException(CliFailure.Environment(failure.Message, failure.Hint));
            return new BundleKey(material.Derive("baton bundle signing"), material.Derive("baton bundle agreement"));
        }
        catch (IOException problem)
        {
            throw new CliException(CliFailure.Environment($"The key file {path} cannot be used: {problem.Message}", $"{KeyFolder.BundleVariable} names another place."));
        }
    }

    private static MemoryCaller Caller(CommandRun run)
    {
        var by = AdministeredStore.Operator(run, "bundle");
        return new MemoryCaller { Grant = by.Grant, Principal = LocalGrant.Create().Principal, ClientName = by.Client, ClientVersion = by.ClientVersion, RequestId = by.RequestId };
    }
}
