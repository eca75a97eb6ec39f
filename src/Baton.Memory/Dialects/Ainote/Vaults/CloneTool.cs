using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>How to get a copy of a vault; none is made over the network.</summary>
internal sealed class CloneTool(AinoteDesk desk) : MappedTool("vault_clone")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.RequiredText("name");
        return VaultRows.Guarded(() => desk.Vaults.List().FirstOrDefault(vault => vault.Name == name) is { } vault
            ? VaultRows.One(vault.IsRepository ? $"Clone it with: git clone {vault.Folder}" : $"It is a folder to copy: {vault.Folder}. With 'git init' in it, it can be cloned", vault)
            : Fail.NotFound($"There is no vault '{Excerpt.Line(name, 80)}'.", "/name", "See vault_list."));
    }
}
