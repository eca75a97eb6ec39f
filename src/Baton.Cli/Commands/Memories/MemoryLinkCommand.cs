using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands.Memories;

/// <summary><c>memory link</c>: adds or removes a link, or shows what a memory is linked to.</summary>
internal static class MemoryLinkCommand
{
    public static Command Create(CliContext context)
    {
        var named = new RefArgument();
        var to = new Argument<string?>("TO") { Arity = ArgumentArity.ZeroOrOne, Description = "The record to link to; left out, the links are shown." };
        var relation = new Option<string?>("--relation") { Description = "supports, contradicts, extends, part_of, about or caused." };
        relation.AcceptOnlyFromAmong("supports", "contradicts", "extends", "part_of", "about", "caused");
        var remove = new Option<bool>("--remove") { Description = "Take the link away." };
        var depth = new Option<long?>("--depth") { HelpName = "0-3", Description = "How far to look." };
        var command = new Command("link", "Link memories, or show what one is linked to.") { relation, remove, depth };
        named.AddTo(command);
        command.Arguments.Add(to);
        command.SetAction(context.ToolAction(async (run, tools) =>
        {
            var answer = await tools.CallAsync(
                "memory_link",
                named.Read(run).Add("to", run.Get(to)).Add("relation", run.Get(relation)).AddFlag("remove", run.Get(remove)).Add("depth", run.Get(depth)),
                run.Cancellation);
            return run.AnswerText(answer);
        }));
        return command.WithExamples("baton memory link m_01JABCDE m_01JABCDF --relation supports", "baton memory link m_01JABCDE --depth 2");
    }
}
