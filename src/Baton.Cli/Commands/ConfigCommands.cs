using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Cli.Configuration;
using Baton.Cli.Output;

namespace Baton.Cli.Commands;

/// <summary><c>baton config …</c>: settings of this data folder.</summary>
internal static class ConfigCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("config", "Set, read and unset settings of this data folder; a running Baton takes them when it starts.");
        foreach (var sub in new[] { CreateSet(context), CreateGet(context), CreateUnset(context), CreateList(context) }) command.Subcommands.Add(sub);
        return command.WithExamples("baton config set embeddings.url http://localhost:11434/v1", "baton config set embeddings.model nomic-embed-text", "baton config list");
    }

    private static Command CreateSet(CliContext context)
    {
        var name = Name();
        var value = new Argument<string>("VALUE") { Description = "Its value." };
        var command = new Command("set", "Set a setting.") { name, value };
        command.SetAction(context.Action(run =>
        {
            var known = Known(run.Get(name)!);
            if (known.Refuse(run.Get(value)!) is { } wrong) throw new CliException(CliFailure.Usage($"{run.Get(name)}: {wrong}."));
            RefuseGivenElsewhere(run, run.Get(name)!);
            return WriteAsync(run, run.Get(name)!, run.Get(value));
        }));
        return command.WithExamples("baton config set embeddings.url http://localhost:11434/v1");
    }

    private static Command CreateUnset(CliContext context)
    {
        var name = Name();
        var command = new Command("unset", "Take a setting away; its default holds again.") { name };
        command.SetAction(context.Action(run =>
        {
            Known(run.Get(name)!);
            return WriteAsync(run, run.Get(name)!, null);
        }));
        return command.WithExamples("baton config unset embeddings.url");
    }

    private static Command CreateGet(CliContext context)
    {
        var name = Name();
        var command = new Command("get", "Print one setting.") { name };
        command.SetAction(context.Action(run =>
        {
            Known(run.Get(name)!);
            if (!Read(run).TryGetValue(run.Get(name)!, out var value)) return Task.FromResult(run.FailNo("not_found", $"{run.Get(name)} is not set."));
            if (run.Json) run.WriteJson(json => json.WriteString(run.Get(name)!, value));
            else run.Out.WriteLine(value);
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton config get embeddings.url");
    }

    private static Command CreateList(CliContext context)
    {
        var command = new Command("list", "Every setting, with its value where one is set.");
        command.SetAction(context.Action(run =>
        {
            var settings = Read(run);
            if (run.Json)
            {
                run.WriteJson(json =>
                {
                    foreach (var (key, text) in settings) json.WriteString(key, text);
                });
                return Task.FromResult(ExitCode.Done);
            }
            run.WriteTable(TextTable.Of(
                [new("setting", Fixed: true), new("value"), new("about")],
                KnownSettings.All.Select(known => ImmutableArray.Create(known.Key, settings.GetValueOrDefault(known.Key, ""), known.Value.About))));
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton config list", "baton config list --json");
    }

    private static Argument<string> Name() => new("NAME") { Description = "For example embeddings.url; baton config list has them all." };

    private static (string About, Func<string, string?> Refuse) Known(string name)
        => KnownSettings.All.TryGetValue(name, out var known)
            ? known
            : throw new CliException(CliFailure.Usage($"There is no setting '{name}'.", $"There are {string.Join(", ", KnownSettings.All.Keys)}."));

    private static void RefuseGivenElsewhere(CommandRun run, string name)
    {
        if (AuditConfiguration.GivenElsewhere(name, run.DataFolder()) is { } path)
        {
            throw new CliException(CliFailure.Usage($"{name} stands in {path}, which holds.", "Change it there, or take it out there first."));
        }
    }

    private static SortedDictionary<string, string> Read(CommandRun run) => SettingsFile.Of(run.DataFolder()).Read();

    private static Task<int> WriteAsync(CommandRun run, string name, string? value)
    {
        SettingsFile.Of(run.DataFolder()).Set(name, value);
        if (run.Json) run.WriteJson(json => json.WriteString(name, value));
        else run.Out.WriteLine(value is null ? $"{name} is unset." : $"{name} = {value}");
        return Task.FromResult(ExitCode.Done);
    }
}
