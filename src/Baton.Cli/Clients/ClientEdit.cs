using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Clients.Editing;

namespace Baton.Cli.Clients;

/// <summary>What Baton changes in one file of a client: how to put it in, how to see it, how to take it out.</summary>
internal abstract record ClientEdit(string File)
{
    /// <exception cref="FormatException">The file is not what the client would read, with what to do.</exception>
    public abstract byte[] Apply(byte[] text);

    public abstract byte[] Remove(byte[] text);

    public abstract bool IsApplied(byte[] text);

    /// <summary>Whether nothing of use is left, so that a file Baton made can go.</summary>
    public abstract bool IsEmpty(byte[] text);

    /// <summary>
    /// The edit as it was made, as far as the file shows: undoing does not say again with which folder, project, address or hooks.
    /// </summary>
    /// <param name="text">A file that it is applied to.</param>
    public abstract ClientEdit AsWritten(byte[] text);
}

/// <summary>A server in a JSON file, and hooks when they are kept in the same one.</summary>
/// <param name="File">The client's file.</param>
/// <param name="Server">Path and members of the server's entry; null for a file with hooks only.</param>
/// <param name="Hooks">Event and hook.</param>
/// <param name="Version">Value of a required <c>version</c> member.</param>
internal sealed record JsonEdit(
    string File, (string[] Path, JsonObject Entry)? Server, IReadOnlyList<(string Event, JsonObject Item)> Hooks, int? Version) : ClientEdit(File)
{
    private static readonly JsonDocumentOptions AsEdited = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Members of an entry that belong to one transport; what else a user added stays.</summary>
    private static readonly string[] Transport = ["type", "command", "args", "url", "httpUrl"];

    public override ClientEdit AsWritten(byte[] text)
    {
        var root = new JsonText(text).Root;
        return this with
        {
            Server = Server is var (path, entry) ? (path, ObjectAt(root.At(path)) ?? entry) : null,
            Hooks = [.. Hooks.SelectMany(hook => (root.At(["hooks", hook.Event])?.Items ?? []).Where(IsOurs).Select(ObjectAt).OfType<JsonObject>().Select(item => (hook.Event, item)))],
        };

        JsonObject? ObjectAt(JsonSpan? span)
            => span is { Kind: JsonTokenType.StartObject } ? JsonNode.Parse(text.AsSpan(span.Start, span.End - span.Start), null, AsEdited) as JsonObject : null;
    }

    public override byte[] Apply(byte[] text) => Guarded(() =>
    {
        var json = new JsonText(text);
        if (Version is { } version && json.Root["version"] is null) json = json.Set(["version"], version);
        if (Server is var (path, entry)) json = ApplyServer(json, path, entry);
        foreach (var (name, item) in Hooks)
        {
            json = json.RemoveItems(["hooks", name], IsOurs).Append(["hooks", name], item.DeepClone());
        }
        return json.Bytes;
    });

    public override byte[] Remove(byte[] text) => Guarded(() =>
    {
        var json = new JsonText(text);
        if (Server is var (path, _))
        {
            json = json.Remove(path);
            if (json.Root.At(path[..^1]) is { Members.Count: 0 }) json = json.Remove(path[..^1]);
        }
        foreach (var (name, _) in Hooks)
        {
            json = json.RemoveItems(["hooks", name], IsOurs);
            if (json.Root.At(["hooks", name]) is { Items.Count: 0 }) json = json.Remove(["hooks", name]);
        }
        if (Hooks.Count > 0 && json.Root["hooks"] is { Members.Count: 0 }) json = json.Remove(["hooks"]);
        return json.Bytes;
    });

    public override bool IsApplied(byte[] text) => Guarded(() =>
    {
        var root = new JsonText(text).Root;
        return (Server is var (path, _) && root.At(path) is not null)
            || Hooks.Any(hook => root.At(["hooks", hook.Event])?.Items.Any(IsOurs) == true);
    });

    public override bool IsEmpty(byte[] text) => new JsonText(text).Root.Members.All(member => member.Name == "version");

    private static JsonText ApplyServer(JsonText json, string[] path, JsonObject entry)
    {
        if (json.Root.At(path) is not { Kind: JsonTokenType.StartObject } existing) return json.Set(path, entry.DeepClone());
        // headers hold a token, and mean nothing to a server that the client starts
        var dropped = entry.ContainsKey("command") ? Transport.Append("headers") : Transport;
        foreach (var stale in existing.Members.Where(member => dropped.Contains(member.Name) && !entry.ContainsKey(member.Name)))
        {
            json = json.Remove([.. path, stale.Name]);
        }
        foreach (var (name, value) in entry) json = json.Set([.. path, name], value!.DeepClone());
        return json;
    }

    private static bool IsOurs(JsonSpan item) => item.Strings().Any(HookCommand.IsOurs);

    private T Guarded<T>(Func<T> edit)
    {
        try
        {
            return edit();
        }
        catch (JsonException unreadable)
        {
            throw new FormatException($"{File} cannot be edited: {unreadable.Message}", unreadable);
        }
    }
}

/// <summary>A server in a TOML file.</summary>
internal sealed record TomlEdit(string File, string Parent, string Name, JsonObject Entry) : ClientEdit(File)
{
    /// <summary>Codex refuses its whole file where a server has keys of both transports.</summary>
    private static readonly string[] Local = ["command", "args", "env", "env_vars", "cwd"];
    private static readonly string[] Remote = ["url", "http_headers", "env_http_headers", "bearer_token_env_var", "bearer_token"];

    /// <summary>The keys as they stand in a file, instead of those of the entry.</summary>
    private IReadOnlyList<(string Key, string Value)>? Lines { get; init; }

    private string Table => $"{Parent}.{Name}";

    public override byte[] Apply(byte[] text)
    {
        var toml = Read(text);
        if (toml.IsWrittenInline(Parent, Name))
        {
            throw new FormatException($"{File} writes {Table} inline; change it by hand to the table that `baton client codex` prints.");
        }
        if (Lines is not null) return Encoding.UTF8.GetBytes(toml.Set(Table, Lines, []).Text);
        var stale = Entry.ContainsKey("url") ? Local : Remote;
        foreach (var key in stale) toml = toml.Remove($"{Table}.{key}");
        if (Entry.ContainsKey("http_headers")) toml = toml.Remove($"{Table}.http_headers");
        var ownEnvironment = toml.HasTable($"{Table}.env");
        var keys = Entry.Where(member => member.Key != "env" || !ownEnvironment).Select(member => (member.Key, Value(member.Value!))).ToList();
        return Encoding.UTF8.GetBytes(toml.Set(Table, keys, stale).Text);
    }

    public override byte[] Remove(byte[] text) => Encoding.UTF8.GetBytes(Read(text).Remove(Table).Text);

    public override bool IsApplied(byte[] text) => Read(text).HasTable(Table);

    public override ClientEdit AsWritten(byte[] text) => this with { Lines = Read(text).KeysOf(Table) };

    public override bool IsEmpty(byte[] text) => Encoding.UTF8.GetString(text).Trim().Length == 0;

    private TomlText Read(byte[] text) => new(StrictText.Read(File, text));

    private static string Value(JsonNode value) => value switch
    {
        JsonArray items => $"[{string.Join(", ", items.Select(item => Value(item!)))}]",
        JsonObject members => $"{{ {string.Join(", ", members.Select(member => $"{member.Key} = {Value(member.Value!)}"))} }}",
        _ => TomlText.Quote(value.GetValue<string>()),
    };
}
