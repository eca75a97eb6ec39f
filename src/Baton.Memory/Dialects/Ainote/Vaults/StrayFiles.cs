using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Text;
using Baton.Memory.Transfer.Foreign;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>
/// Files among the handoffs' that no handoff has, with the reason why each is passed over. A grant that is bound to projects
/// is told their number alone: their names are those of other projects.
/// </summary>
internal sealed record StrayFiles(ImmutableArray<(string Path, string Why)> Named, int Unnamed)
{
    private static readonly AinoteFormat Format = new();

    public static StrayFiles Of(MemoryCaller caller, IVaultFiles files, IReadOnlyList<OwnedFile> owned)
    {
        var own = owned.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
        var spare = owned.Where(one => one.HasPlainName).ToDictionary(one => one.PathWithId, one => one.Path, StringComparer.Ordinal);
        var strays = files.List(VaultPaths.Handoffs).Where(path => !VaultPaths.IsDocument(path) && !own.Contains(path)).ToList();
        var named = caller.Projects.IsEmpty ? strays : strays.Where(spare.ContainsKey);
        return new StrayFiles([.. named.Select(path => (path, spare.TryGetValue(path, out var plain) ? $"its handoff's file is {plain}" : Why(path)))],
            caller.Projects.IsEmpty ? 0 : strays.Count(path => !spare.ContainsKey(path)));
    }

    public string Text => string.Concat(Named.Select(one => $"\n- {MarkedBlock.Escape(one.Path)}: passed over; {one.Why}"))
        + (Unnamed == 0 ? "" : string.Create(null, $"\n- {Unnamed} further file(s): passed over; they are of no handoff of this grant's projects"));

    public void Members(Utf8JsonWriter json)
    {
        json.Rows("passed_over", Named, (writer, one) =>
        {
            writer.WriteString("path", one.Path);
            writer.WriteString("why", one.Why);
        });
        if (Unnamed > 0) json.WriteNumber("passed_over_unnamed", Unnamed);
    }

    private static string Why(string path) => Format.Takes(path)
        ? "no handoff of the store has this file; save it with handoff_save, or have the operator run 'baton import --from ainote'"
        : "its name is not that of a handoff's file, PROJECT-TOPIC[-HHMM]-YYYY-MM-DD.txt";
}
