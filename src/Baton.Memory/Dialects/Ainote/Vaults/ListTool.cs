using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>The vaults there are.</summary>
internal sealed class ListTool(AinoteDesk desk) : MappedTool("vault_list")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => VaultRows.Guarded(() =>
        {
            var vaults = desk.Vaults.List();
            return Reply.Of(string.Join('\n', vaults.Select(vault => $"{vault.Name}: {vault.Folder}{(vault.IsRepository ? " (git)" : "")}")), json => json.Rows("vaults", vaults, VaultRows.Members));
        });
}
