using System.CommandLine;
using Baton.Cli.Approvals;
using Baton.Cli.Audit;
using Baton.Cli.Catalog;
using Baton.Cli.Commands;
using Baton.Cli.Commands.Agents;
using Baton.Cli.Commands.Archives;
using Baton.Cli.Commands.Care;
using Baton.Cli.Commands.Handoffs;
using Baton.Cli.Commands.Memories;
using Baton.Cli.Commands.Serving;
using Baton.Cli.Commands.Sessions;
using Baton.Cli.Grants;
using Baton.Cli.Locks;
using Baton.Cli.Policies;
using Baton.Cli.Servers;

namespace Baton.Cli.Application;

/// <summary>The command tree. A new group is one line in <see cref="Groups"/>.</summary>
internal static class CliRoot
{
    private static IEnumerable<Command> Groups(CliContext context) =>
    [
        UpCommand.Create(context),
        StdioCommand.Create(context),
        WrapCommand.Create(context),
        HandoffCommands.Create(context),
        MemoryCommands.Create(context),
        SessionCommands.Create(context),
        AgentCommands.Create(context),
        NotifyCommand.Create(context),
        InboxCommands.Create(context),
        ArchiveCommands.Create(context),
        PolicyCommands.Create(context),
        ServerCommands.Create(context),
        GrantCommands.Create(context),
        AuditCommands.Create(context),
        ApprovalCommands.Create(context),
        LockCommands.CreateLock(context),
        LockCommands.CreateUnlock(context),
        ProjectCommands.Create(context),
        ToolsCommand.Create(context),
        BackupCommand.CreateBackup(context),
        BackupCommand.CreateRestore(context),
        DoctorCommand.Create(context),
        ConfigCommands.Create(context),
        BenchCommands.Create(context),
        ScanCommands.Create(context),
        CatalogCommands.Create(context),
        ClientCommands.Create(context),
        Administration.RewindCommand.Create(context),
        Administration.PurgeCommand.Create(context),
        Administration.TransferCommands.CreateExport(context),
        Administration.TransferCommands.CreateImport(context),
        Vault.VaultCommands.Create(context),
        CompletionCommands.Create(context),
    ];

    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Memory, handoffs and policy for AI agents, in one program.");
        context.Options.AddTo(root);
        foreach (var group in Groups(context)) root.Subcommands.Add(group);
        HelpExamples.Install(root, context);
        VersionAction.Install(root, context);
        return root;
    }
}
