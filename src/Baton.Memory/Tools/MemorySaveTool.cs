using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class MemorySaveTool(MemoryOperations memories) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_save",
        Title = "Save memories",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Save what stays true: facts, decisions, preferences, warnings. With a key that exists it makes a version (fields left out stay). similar lists memories that say nearly the same or may contradict: then supersede, merge or keep, as you judge. Text just recalled is refused as duplicate. Example: {\"content\":\"Staging DB is on port 5433\",\"type\":\"fact\",\"key\":\"staging-port\"}",
        Parameters =
        [
            .. MemoryParameters.Fields,
            new Parameter("memories", Objects) { Members = MemoryParameters.Fields, About = "Up to 500 at once, all or none, instead of one." },
            Common.IdempotencyKey,
        ],
        Output = """{"memories":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"key":{"type":["string","null"]},"version":{"type":"integer"}},"required":["id","key","version"]}},"similar":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"relation":{"type":"string"}}}},"redacted":{"type":"array"},"warnings":{"type":"array"}}""",
        Always = ["memories", "similar", "redacted", "warnings"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!Request(arguments).TryGet(out var request, out var wrong)) return Reply.Of(wrong);
        if (!(await memories.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)) return Reply.Of(failure);
        var text = new StringBuilder("Saved ");
        text.AppendJoin(", ", saved.Memories.Take(20).Select(memory => string.Create(CultureInfo.InvariantCulture, $"{memory.Id} version {memory.Version}")));
        if (saved.Memories.Length > 20) text.Append(CultureInfo.InvariantCulture, $" and {saved.Memories.Length - 20} more");
        text.Append(CultureInfo.InvariantCulture, $" in project {string.Join(", ", saved.Memories.Select(memory => HandoffText.Word(memory.Project)).Distinct())}.");
        text.Append(SimilarText(saved.Similar));
        return Reply.Of(Notes.After(text.ToString(), saved.Redacted, saved.Warnings), json => MemoriesSavedCodec.WriteMembers(json, saved));
    }

    public static string SimilarText(ImmutableArray<SimilarMemory> similar)
    {
        if (similar.IsEmpty) return "";
        var text = new StringBuilder("\nAlready there (decide: supersede with supersedes, change it with memory_update, or keep both):");
        foreach (var one in similar.Take(10))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {one.Id} {one.Relation} ({one.Score}): {MarkedBlock.Escape(one.Text)}");
        }
        return text.ToString();
    }

    private static Outcome<MemorySaveRequest> Request(Arguments arguments)
    {
        if (!arguments.Has("memories")) return new MemorySaveRequest([MemoryParameters.From(arguments)], arguments.Idempotency);
        var items = arguments.Objects("memories");
        if (items.IsEmpty) return Fail.Invalid("memories is empty.", "/memories");
        if (arguments.Has("content") || arguments.Has("value") || arguments.Has("key"))
        {
            return Fail.Invalid("Give one memory's fields, or memories, not both.", "/memories");
        }
        var shared = MemoryParameters.From(arguments);
        return new MemorySaveRequest([.. items.Select(MemoryParameters.From).Select(item => item with
        {
            Project = item.Project ?? shared.Project,
            Thread = item.Thread.Given ? item.Thread : shared.Thread,
            Type = item.Type.Given ? item.Type : shared.Type,
            Visibility = item.Visibility.Given ? item.Visibility : shared.Visibility,
            Tags = item.Tags.Given ? item.Tags : shared.Tags,
        })], arguments.Idempotency) { ListPath = "/memories" };
    }
}
