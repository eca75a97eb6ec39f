using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Where the primary vault is.</summary>
internal sealed class StatusTool(AinoteDesk desk) : MappedTool("vault_connect_status")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => VaultRows.Guarded(() =>
        {
            var primary = desk.Vaults.List().First(vault => vault.Name == VaultFolderNames.Primary);
            return Reply.Of($"Connected: {primary.Folder}{(primary.IsRepository ? ", a git repository" : "")}.", json =>
            {
                json.WriteBoolean("connected", true);
                VaultRows.Members(json, primary);
            });
        });
}
