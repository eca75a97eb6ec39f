using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Governance;
using Baton.Gateway.Policies;

namespace Baton.Cli.Commands.Care;

/// <summary>The policies that lie in files: whether each could be in force as it is.</summary>
internal static class PolicyExamination
{
    public static IEnumerable<Finding> Run(CommandRun run)
    {
        var folder = run.DataFolder();
        var settings = GatewaySettings.Read(folder.File(GatewaySettings.FileName));
        if (!settings.TryGet(out var read, out var failure)) return [new("settings", FindingState.Bad, failure.Message, "Mend the file; nothing starts until then.")];
        var policies = new PolicyFolder(folder.File(read.Policies), new FilePolicies([]), static _ => { });
        var problems = policies.Problems();
        return problems.Count > 0
            ? problems.Select(problem => new Finding("policy file", FindingState.Bad, problem, "Mend it; what was in force before stays so until a restart, then everything it governs is denied."))
            : policies.Names().Select(name => new Finding("policy file", FindingState.Good, policies.FileOf(name)!));
    }
}
