using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Governance;

namespace Baton.Cli.Servers;

/// <summary><c>server category</c>: the operator's word on what a tool can do, before what its definition looks like.</summary>
internal static class ServerCategoryCommand
{
    private const string ByDefinition = "auto";

    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The server." };
        var tool = new Argument<string>("TOOL") { Description = "The tool, as the server names it." };
        var word = new Argument<string>("CATEGORY") { Description = $"{string.Join(", ", CategoryWord.All)}, or {ByDefinition} for what its definition looks like." };
        word.AcceptOnlyFromAmong([.. CategoryWord.All, ByDefinition]);
        var command = new Command("category", "Say what a tool can do, for the rules of policies that go by category.") { name, tool, word };
        command.SetAction(context.Action(async run =>
        {
            await using var opened = await Operator.OpenToChangeAsync(run);
            var servers = await opened.Gateway.Servers.ListAsync(run.Cancellation);
            if (servers.FirstOrDefault(server => server.Name == run.Get(name)) is not { } found)
            {
                return MissingServer.Fail(run, run.Get(name)!);
            }
            var (named, category) = (run.Get(tool)!, run.Get(word)!);
            var categories = CategoryWord.Read(category) is { } known ? found.Categories.SetItem(named, known) : found.Categories.Remove(named);
            await opened.Gateway.Servers.PutAsync([found with { Categories = categories }], replace: true, run.Cancellation);
            await opened.RecordAsync(opened.Did("tool_category", $"The tool '{named}' of '{found.Name}' is of the category {category}.") with { Server = found.Name, Tool = named });
            if (!run.Json) run.Out.WriteLine($"{found.Name}: {named} is {(category == ByDefinition ? "judged by its definition" : category)}.");
            else
            {
                run.WriteJson(json =>
                {
                    json.WriteString("server", found.Name);
                    json.WriteString("tool", named);
                    json.WriteString("category", category);
                });
            }
            return ExitCode.Done;
        }));
        return command.WithExamples("baton server category files write_file destructive", "baton server category files write_file auto");
    }
}
