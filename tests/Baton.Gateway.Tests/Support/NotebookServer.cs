using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;

namespace Baton.Gateway.Tests.Support;

/// <summary>A small memory server that works: it keeps notes, reports progress, waits, fails, and tells what changed.</summary>
internal sealed class NotebookServer : IMemoryServer, IResourceServer, IPromptServer
{
    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Action<string>, byte> _watchers = new();

    /// <summary>Everybody who called, in order.</summary>
    public ConcurrentQueue<MemoryCaller> Callers { get; } = new();

    /// <summary>The arguments of every call, as they came.</summary>
    public ConcurrentQueue<string> Arguments { get; } = new();

    /// <summary>Completed each time a call of <c>wait</c> begins.</summary>
    public SemaphoreSlim Waiting { get; } = new(0);

    /// <summary>Lets one call of <c>wait</c> finish.</summary>
    public SemaphoreSlim Release { get; } = new(0);

    /// <summary>Completed each time a call of <c>wait</c> was cancelled.</summary>
    public SemaphoreSlim Cancelled { get; } = new(0);

    public bool HasResources { get; init; } = true;

    public int Watchers => _watchers.Count;

    public IResourceServer? Resources => HasResources ? this : null;

    public IPromptServer? Prompts => HasResources ? this : null;

    public IReadOnlyList<ResourceTemplate> Templates { get; } =
        [new("note://{key}", "note", "A note", "One note by its key.", "text/plain"), new("book://{key}", "book", "A book", "One book.", "text/plain")];

    public string Instructions(MemoryCaller caller) => "Save notes with note_save.";

    public IReadOnlyList<ToolDefinition> ListTools(MemoryCaller caller) =>
    [
        .. new[] { "note_save", "note_read", "wait", "fail", "crash", "steps" }.Select(name => Tool(name, "core")),
        .. caller.Toolsets.Contains("more") ? [Tool("note_count", "more")] : Array.Empty<ToolDefinition>(),
    ];

    public async ValueTask<ToolReply?> CallAsync(
        MemoryCaller caller, string tool, ReadOnlyMemory<byte> arguments, IProgress<ToolProgress>? progress, CancellationToken cancellationToken)
    {
        Callers.Enqueue(caller);
        Arguments.Enqueue(Encoding.UTF8.GetString(arguments.Span));
        using var document = JsonDocument.Parse(arguments.IsEmpty ? "{}"u8.ToArray() : arguments);
        var root = document.RootElement;
        switch (tool)
        {
            case "note_save":
                _notes[Text(root, "key")] = Text(root, "text");
                Changed("note://" + Text(root, "key"));
                return Reply("saved", $$"""{"bytes":{{Encoding.UTF8.GetByteCount(Text(root, "text"))}}}""");
            case "note_read":
                return _notes.TryGetValue(Text(root, "key"), out var text)
                    ? Reply("read", $$"""{"text":{{JsonSerializer.Serialize(text)}}}""")
                    : Refused(new Failure(FailureCode.NotFound, "There is no such note.") { Path = "/key", Hint = "List them first.", Limit = 3, DetailsJson = """{"near":[]}""" });
            case "wait":
                return await WaitAsync(cancellationToken);
            case "fail":
                return Refused(new Failure(FailureCode.Invalid, "No."));
            case "crash":
                throw new InvalidOperationException("crashed on purpose");
            case "steps":
                foreach (var step in new[] { 1, 2, 2, 3 }) progress?.Report(new ToolProgress(step, 3, $"step {step}"));
                return Reply("stepped", "{}");
            default:
                return null;
        }
    }

    public ValueTask<Outcome<ResourcePage>> ListAsync(MemoryCaller caller, string? cursor, CancellationToken cancellationToken) => ValueTask.FromResult(
        cursor is not null and not "2" ? (Outcome<ResourcePage>)new Failure(FailureCode.BadCursor, "The cursor is unknown.")
        : new ResourcePage(
            [.. _notes.Keys.Order(StringComparer.Ordinal).Select(key => new ResourceEntry("note://" + key, key, null, "A note.", "text/plain", DateTimeOffset.UnixEpoch))],
            cursor is null && _notes.Count > 1 ? "2" : null));

    public ValueTask<Outcome<ResourceText>> ReadAsync(MemoryCaller caller, string uri, CancellationToken cancellationToken) => ValueTask.FromResult(
        uri.StartsWith("note://", StringComparison.Ordinal) && _notes.TryGetValue(uri["note://".Length..], out var text)
            ? new ResourceText(uri, "text/plain", text)
            : uri == "note://broken" ? new Failure(FailureCode.StoreUnavailable, "The store is gone.")
            : (Outcome<ResourceText>)new Failure(FailureCode.NotFound, "Not found."));

    public ValueTask<Completion> CompleteAsync(MemoryCaller caller, string reference, string argument, string prefix, CancellationToken cancellationToken)
    {
        var values = reference == "note://{key}" && argument == "key" ? _notes.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() : [];
        return ValueTask.FromResult(new Completion(values, values.Count, false));
    }

    public IDisposable Watch(MemoryCaller caller, Action<string> changed)
    {
        _watchers[changed] = 0;
        return new Watcher(this, changed);
    }

    public IReadOnlyList<PromptDefinition> List(MemoryCaller caller) =>
        [new("resume", "Resume", "Go on.", [new PromptArgument("project", "Which.", true)]), new("remember", "Remember", "Keep it.", [])];

    public ValueTask<Outcome<PromptText>> GetAsync(
        MemoryCaller caller, string name, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken) => ValueTask.FromResult(
        name != "resume" ? (Outcome<PromptText>)new Failure(FailureCode.NotFound, "No such prompt.")
        : arguments.TryGetValue("project", out var project) ? new PromptText("Go on.", "Resume " + project)
        : new Failure(FailureCode.Invalid, "project is missing") { Path = "/project" });

    private async Task<ToolReply?> WaitAsync(CancellationToken cancellationToken)
    {
        Waiting.Release();
        try
        {
            await Release.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Release();
            throw;
        }
        return Reply("waited", "{}");
    }

    private void Changed(string uri)
    {
        foreach (var watcher in _watchers.Keys) watcher(uri);
    }

    private static ToolReply Reply(string text, string structured) => new() { Text = text, StructuredContent = Encoding.UTF8.GetBytes(structured) };

    private static ToolReply Refused(Failure failure) => new() { Text = failure.Message, Failure = failure };

    private static string Text(JsonElement root, string key) => root.TryGetProperty(key, out var value) ? value.GetString() ?? "" : "";

    private static ToolDefinition Tool(string name, string toolset) => new()
    {
        Name = name,
        Title = name,
        Description = $"Does {name}.",
        InputSchema = """{"type":"object"}"""u8.ToArray(),
        OutputSchema = """{"type":"object"}"""u8.ToArray(),
        Annotations = new ToolAnnotations(ReadOnly: name == "note_read", Destructive: false, Idempotent: true),
        Toolset = toolset,
    };

    private sealed class Watcher(NotebookServer owner, Action<string> changed) : IDisposable
    {
        public void Dispose() => owner._watchers.TryRemove(changed, out _);
    }
}
