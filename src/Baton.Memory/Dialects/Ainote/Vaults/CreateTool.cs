using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Makes a vault. A name is a name and no path.</summary>
internal sealed class CreateTool(AinoteDesk desk) : MappedTool("vault_create")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.RequiredText("name");
        if (!VaultFolderNames.IsName(name)) return new(Fail.Invalid($"'{Excerpt.Line(name, 80)}' cannot name a vault.", "/name", "Use 1 to 64 letters, digits, - and _."));
        return VaultRows.Guarded(() =>
        {
            var isNew = desk.Vaults.List().All(vault => vault.Name != name);
            _ = desk.Vaults.Open(name);
            return VaultRows.One(isNew ? "Vault made" : "The vault is there already", desk.Vaults.List().First(vault => vault.Name == name));
        });
    }
}
