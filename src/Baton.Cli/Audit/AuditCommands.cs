using System.CommandLine;
using Baton.Cli.Application;

namespace Baton.Cli.Audit;

/// <summary><c>baton audit</c>: what was called, what was refused, and proof that nobody changed the record.</summary>
internal static class AuditCommands
{
    public static Command Create(CliContext context) => new Command("audit", "Read the audit log, and prove that it is whole.")
    {
        AuditReadCommands.CreateQuery(context),
        AuditReadCommands.CreateTail(context),
        AuditExportCommand.Create(context),
        AuditVerifyCommand.Create(context),
        AuditVerifyCommand.CreateHead(context),
        AuditPruneCommand.Create(context),
    }.WithExamples("baton audit tail -f", "baton audit query --outcome deny --since 10m --json", "baton audit verify");
}
