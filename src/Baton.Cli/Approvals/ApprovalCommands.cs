using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Approvals;

/// <summary><c>baton approvals</c>: the calls that wait for a person's word.</summary>
internal static class ApprovalCommands
{
    public static Command Create(CliContext context) => new Command("approvals", "Answer calls that wait for an approval.")
    {
        ApprovalListCommands.CreateList(context),
        ApprovalListCommands.CreateShow(context),
        ApprovalListCommands.CreateWatch(context),
        ApprovalDecideCommands.CreateApprove(context),
        ApprovalDecideCommands.CreateDeny(context),
    }.WithExamples("baton approvals list", "baton approvals approve a_01J…", "baton approvals deny a_01J… --reason \"Not on a Friday.\"");

    public static Argument<string> Id() => new("ID") { Description = "The request's id, or an unambiguous beginning of it." };
}
