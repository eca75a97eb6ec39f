using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Vaults: folders beside the data, with no account and no network. A folder that is a git repository stays one.</summary>
internal sealed class VaultTools(AinoteDesk desk)
{
    private readonly HandoffFiles _files = new(desk);

    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("get_setup_guide", GuideAsync), new ToolAction("vault_list", ListAsync), new ToolAction("vault_create", CreateAsync),
        new ToolAction("vault_clone", CloneAsync), new ToolAction("vault_connect_status", StatusAsync), new ToolAction("vault_sync", SyncAsync),
    ];

    private ValueTask<Outcome<ToolReply>> GuideAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        string[] steps =
        [
            "Nothing needs setting up: there is no account and no password; the connection says who you are.",
            "Save where you stand with handoff_save; list with handoff_list; go on with handoff_get.",
            $"Handoffs are text files under handoffs/ in the primary vault; dates and times are those of {desk.Zone.Id}.",
            "Documents are versioned (create_dev_doc, update_dev_doc), tasks are list_tasks and create_task, notes by path are sync_push and sync_pull.",
        ];
        return new(Reply.Of(string.Join('\n', steps), json =>
        {
            json.AllTexts("steps", [.. steps]);
            json.WriteString("time_zone", desk.Zone.Id);
        }));
    }

    private ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => new(Guarded(() => Shown(desk.Vaults.List())));

    private ValueTask<Outcome<ToolReply>> CreateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.RequiredText("name");
        if (!VaultFolderNames.IsName(name)) return new(Fail.Invalid($"'{Excerpt.Line(name, 80)}' cannot name a vault.", "/name", "Use 1 to 64 letters, digits, - and _."));
        return new(Guarded(() =>
        {
            var isNew = desk.Vaults.List().All(vault => vault.Name != name);
            _ = desk.Vaults.Open(name);
            return One(isNew ? "Vault made" : "The vault is there already", desk.Vaults.List().First(vault => vault.Name == name));
        }));
    }

    private ValueTask<Outcome<ToolReply>> CloneAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var name = arguments.RequiredText("name");
        return new(Guarded(() => desk.Vaults.List().FirstOrDefault(vault => vault.Name == name) is { } vault
            ? One(vault.IsRepository ? $"Clone it with: git clone {vault.Folder}" : $"It is a folder to copy: {vault.Folder}. With 'git init' in it, it can be cloned", vault)
            : Fail.NotFound($"There is no vault '{Excerpt.Line(name, 80)}'.", "/name", "See vault_list.")));
    }

    private ValueTask<Outcome<ToolReply>> StatusAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => new(Guarded(() =>
        {
            var primary = desk.Vaults.List().First(vault => vault.Name == VaultFolderNames.Primary);
            return Reply.Of($"Connected: {primary.Folder}{(primary.IsRepository ? ", a git repository" : "")}.", json =>
            {
                json.WriteBoolean("connected", true);
                Members(json, primary);
            });
        }));

    private async ValueTask<Outcome<ToolReply>> SyncAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var action = arguments.RequiredText("action");
        // A handoff names its project itself here; the connection's own says nothing about it.
        var question = new RecordQuestion<Handoff>(new RecordFilter { Kind = RecordKind.Handoff }, int.MaxValue) { EveryProject = true };
        if (!(await desk.Desk.HandoffsAsync(caller, question, cancellationToken)).TryGet(out var listed, out var failure)) return failure;
        var rows = new List<(string Path, string State)>();
        foreach (var handoff in listed.Records)
        {
            var name = AinoteHandoff.NameOf(handoff, desk.Zone);
            if (!(await StateAsync(handoff, name, action, caller, cancellationToken)).TryGet(out var state, out failure)) return failure;
            rows.Add((name.Path, state));
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} file(s).{string.Concat(rows.Where(row => row.State != "same").Select(row => $"\n- {MarkedBlock.Escape(row.Path)}: {row.State}"))}"), json =>
        {
            json.WriteString("action", action);
            json.Rows("files", rows, (writer, row) =>
            {
                writer.WriteString("path", row.Path);
                writer.WriteString("state", row.State);
            });
            json.WriteNumber("changed", rows.Count(row => row.State != "same"));
        });
    }

    /// <summary>Whether file and store say the same; <c>push</c> writes the file, <c>pull</c> takes an edited file as the next version.</summary>
    private async ValueTask<Outcome<string>> StateAsync(Handoff handoff, HandoffName name, string action, MemoryCaller caller, CancellationToken cancellationToken)
    {
        byte[]? file;
        try
        {
            file = desk.Vaults.Open(VaultFolderNames.Primary).Read(name.Path);
        }
        catch (IOException problem)
        {
            return AinoteDesk.Unusable(problem);
        }
        var body = await desk.Context.Store.ReadAsync(reader => HandoffBodies.ReadAsync(reader, handoff.Body), cancellationToken);
        var isSame = file is not null && body.Span.SequenceEqual(file);
        if (isSame) return "same";
        if (action == "push") return (await _files.WriteAsync(handoff, name, cancellationToken)).TryGet(out var path, out var failure) ? path == name.Path ? "written" : $"written as {path}" : failure;
        if (action == "list" || file is null) return file is null ? "missing" : "edited";
        if (!Utf8.IsValid(file)) return "not UTF-8; left";
        var request = AinoteHandoff.Request(name, Encoding.UTF8.GetString(file)) with { Key = handoff.Key, Title = default, IfMatch = handoff.Version };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out _, out var refused) ? "saved" : $"refused: {refused.Message}";
    }

    private static Outcome<ToolReply> Guarded(Func<Outcome<ToolReply>> work)
    {
        try
        {
            return work();
        }
        catch (IOException problem)
        {
            return new Failure(FailureCode.StoreUnavailable, problem.Message);
        }
    }

    private static ToolReply Shown(IReadOnlyList<VaultPlace> vaults)
        => Reply.Of(string.Join('\n', vaults.Select(vault => $"{vault.Name}: {vault.Folder}{(vault.IsRepository ? " (git)" : "")}")), json => json.Rows("vaults", vaults, Members));

    private static ToolReply One(string said, VaultPlace vault) => Reply.Of($"{said}: {vault.Name} at {vault.Folder}.", json => Members(json, vault));

    private static void Members(Utf8JsonWriter json, VaultPlace vault)
    {
        json.WriteString("name", vault.Name);
        json.WriteString("folder", vault.Folder);
        json.WriteBoolean("primary", vault.Name == VaultFolderNames.Primary);
        json.WriteBoolean("git", vault.IsRepository);
    }
}
