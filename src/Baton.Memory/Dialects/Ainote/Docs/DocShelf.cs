using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Developers' documents: memories with a category and a title, every change a version.</summary>
internal sealed class DocShelf(AinoteDesk desk)
{
    private const string Hint = "See list_dev_docs.";

    public ValueTask<Outcome<ImmutableArray<MemoryRecord>>> AllAsync(MemoryCaller caller, Func<MemoryRecord, bool> fits, CancellationToken cancellationToken)
        => desk.ListAsync(caller, DevDoc.Type, fits, cancellationToken);

    /// <summary>The document that a call names, by id or by title and category.</summary>
    public async ValueTask<Outcome<MemoryGot>> FindAsync(MemoryCaller caller, Arguments arguments, bool history, CancellationToken cancellationToken)
    {
        if (arguments.Filled("id") is { } id) return Only(await desk.Memories.GetAsync(caller, new RecordRef(id), history, cancellationToken), "/id");
        if (arguments.Filled("title") is not { } title) return Fail.Invalid("Which document? Give title or id.", "/title", Hint);
        var category = arguments.Filled(DevDoc.Category);
        if (!(await AllAsync(caller, doc => doc.Title == title && (category is null || DevDoc.CategoryOf(doc) == category), cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.Length > 1) return Fail.Invalid($"{found.Length} documents have this title: {string.Join(", ", found.Select(DevDoc.CategoryOf))}.", "/category", "Give category too.");
        return found.IsEmpty ? Fail.NotFound($"There is no document '{Excerpt.Line(title, 80)}'{(category is null ? "" : $" in category '{Excerpt.Line(category, 80)}'")}.", "/title", Hint)
            : await desk.Memories.GetAsync(caller, new RecordRef(found[0].Id), history, cancellationToken);
    }

    private static Outcome<MemoryGot> Only(Outcome<MemoryGot> got, string path)
        => got.TryGet(out var found, out var failure) ? found.Memory.Type == DevDoc.Type ? found : Fail.NotFound($"{found.Memory.Id} is no document.", path, Hint)
            : failure with { Path = path, Hint = Hint };
}
