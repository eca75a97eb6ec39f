using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>Vaults as they are said: folders beside the data, with no account and no network.</summary>
internal static class VaultRows
{
    public static ToolReply One(string said, VaultPlace vault) => Reply.Of($"{said}: {vault.Name} at {vault.Folder}.", json => Members(json, vault));

    public static void Members(Utf8JsonWriter json, VaultPlace vault)
    {
        json.WriteString("name", vault.Name);
        json.WriteString("folder", vault.Folder);
        json.WriteBoolean("primary", vault.Name == VaultFolderNames.Primary);
        json.WriteBoolean("git", vault.IsRepository);
    }

    /// <summary>Work on folders; one that cannot be used is said.</summary>
    public static ValueTask<Outcome<ToolReply>> Guarded(Func<Outcome<ToolReply>> work)
    {
        try
        {
            return new(work());
        }
        catch (IOException problem)
        {
            return new(new Failure(FailureCode.StoreUnavailable, problem.Message));
        }
    }
}
