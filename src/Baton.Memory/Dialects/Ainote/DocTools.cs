using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Developers' documents: memories with a category and a title, every change a version.</summary>
internal sealed class DocTools(AinoteDesk desk)
{
    public ImmutableArray<IDialectTool> All =>
    [
        new ToolAction("create_dev_doc", CreateAsync), new ToolAction("update_dev_doc", UpdateAsync), new ToolAction("get_dev_doc", GetAsync),
        new ToolAction("list_dev_docs", ListAsync), new ToolAction("delete_dev_doc", DeleteAsync), new ToolAction("list_dev_categories", CategoriesAsync),
        new ToolAction("pull_dev_docs", PullAsync),
    ];

    private async ValueTask<Outcome<ToolReply>> CreateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!DevDoc.Labels(arguments, null, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        var (category, title) = (arguments.Filled(DevDoc.Category) ?? DevDoc.General, arguments.RequiredText("title"));
        var fields = new MemoryFields { Key = DevDoc.KeyOf(category, title), Type = DevDoc.Type, Title = title, Content = arguments.RequiredText("content"), Labels = labels.SetItem(DevDoc.Category, category) };
        if (!(await desk.Memories.SaveAsync(caller, new MemorySaveRequest([fields]), cancellationToken)).TryGet(out var saved, out var failure)) return failure;
        var receipt = saved.Memories[0];
        return Reply.Of(Notes.After(string.Create(CultureInfo.InvariantCulture, $"Document saved: {receipt.Id}, version {receipt.Version}."), saved.Redacted, saved.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", receipt.Id);
            json.WriteNumber("version", receipt.Version);
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> UpdateAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(caller, arguments, history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown;
        var doc = found.Memory;
        if (!DevDoc.Labels(arguments, doc.Labels, desk.Context.Limits).TryGet(out var labels, out var wrong)) return wrong;
        var (now, given) = (MemoryRow.TextOf(doc), arguments.RequiredText("content"));
        var content = arguments.Text("mode") switch
        {
            "append" => DevDoc.Joined(now, given),
            "prepend" => DevDoc.Joined(given, now),
            _ => given,
        };
        var fields = new MemoryFields { Content = content, Labels = labels, IfMatch = doc.Version };
        if (!(await desk.Memories.UpdateAsync(caller, new RecordRef(doc.Id), fields, cancellationToken)).TryGet(out var updated, out var failure)) return failure;
        return Reply.Of(Notes.After(string.Create(CultureInfo.InvariantCulture, $"Document updated: {doc.Id}, version {updated.Memory.Version}."), updated.Redacted, updated.Warnings), json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", doc.Id);
            json.WriteNumber("version", updated.Memory.Version);
            json.Redacted(updated.Redacted);
            json.AllTexts("notes", updated.Warnings);
        });
    }

    private async ValueTask<Outcome<ToolReply>> GetAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(caller, arguments, arguments.Flag("include_versions"), cancellationToken)).TryGet(out var found, out var failure)) return failure;
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        MemoryText.Append(text, found.Memory);
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartObject("document");
            DevDoc.Members(json, found.Memory, whole: true);
            json.WriteEndObject();
            if (arguments.Flag("include_versions")) json.Rows("versions", found.History.Reverse(), (writer, version) => DevDoc.Members(writer, version, whole: true));
        });
    }

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (category, form, search) = (arguments.Filled(DevDoc.Category), arguments.Filled(DevDoc.ContentType), arguments.Filled("search"));
        bool Fits(MemoryRecord doc) => (category is null || DevDoc.CategoryOf(doc) == category) && (form is null || DevDoc.FormOf(doc) == form)
            && (search is null || $"{doc.Title}\n{MemoryRow.TextOf(doc)}".Contains(search, StringComparison.OrdinalIgnoreCase));
        if (!(await desk.ListAsync(caller, DevDoc.Type, Fits, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        var text = string.Concat(docs.Select(doc => $"\n- {M3Rows.Line(DevDoc.CategoryOf(doc))}/{M3Rows.Line(doc.Title ?? "")} ({doc.Id})"));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{docs.Length} document(s).{text}"), json =>
        {
            json.Rows("documents", docs, (writer, doc) => DevDoc.Members(writer, doc, whole: false));
            json.WriteNumber("count", docs.Length);
        });
    }

    private async ValueTask<Outcome<ToolReply>> DeleteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(caller, arguments, history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown;
        if ((await desk.Memories.DeleteAsync(caller, new RecordRef(found.Memory.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
        return Reply.Of($"Document deleted: {found.Memory.Id}; it can be restored.", json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", found.Memory.Id);
        });
    }

    private async ValueTask<Outcome<ToolReply>> CategoriesAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.ListAsync(caller, DevDoc.Type, _ => true, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        var groups = docs.GroupBy(DevDoc.CategoryOf).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Join('\n', groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{M3Rows.Line(group.Key)}: {group.Count()}"))), json => json.Rows("categories", groups, (writer, group) =>
        {
            writer.WriteString("name", group.Key);
            writer.WriteNumber("documents", group.Count());
        }));
    }

    /// <summary>Writes the documents into the vault; every file lies under <c>docs/</c>, whatever a document is called.</summary>
    private async ValueTask<Outcome<ToolReply>> PullAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var category = arguments.Filled(DevDoc.Category);
        if (!(await desk.ListAsync(caller, DevDoc.Type, doc => category is null || DevDoc.CategoryOf(doc) == category, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        foreach (var doc in docs)
        {
            if (desk.Write(DevDoc.PathOf(doc), Encoding.UTF8.GetBytes(MemoryRow.TextOf(doc))) is { } unusable) return unusable;
        }
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{docs.Length} document(s) written into the vault.{string.Concat(docs.Select(doc => "\n- " + DevDoc.PathOf(doc)))}"), json =>
        {
            json.Rows("documents", docs, (writer, doc) =>
            {
                writer.WriteString("path", DevDoc.PathOf(doc));
                DevDoc.Members(writer, doc, whole: true);
            });
            json.WriteNumber("count", docs.Length);
        });
    }

    private async ValueTask<Outcome<MemoryGot>> FindAsync(MemoryCaller caller, Arguments arguments, bool history, CancellationToken cancellationToken)
    {
        if (arguments.Filled("id") is { } id) return Only(await desk.Memories.GetAsync(caller, new RecordRef(id), history, cancellationToken), "/id");
        if (arguments.Filled("title") is not { } title) return Fail.Invalid("Which document? Give title or id.", "/title", "See list_dev_docs.");
        var category = arguments.Filled(DevDoc.Category);
        if (category is not null) return Only(await desk.Memories.GetAsync(caller, new RecordRef(null, DevDoc.KeyOf(category, title)), history, cancellationToken), "/title");
        if (!(await desk.ListAsync(caller, DevDoc.Type, doc => doc.Title == title, cancellationToken)).TryGet(out var found, out var failure)) return failure;
        if (found.Length > 1) return Fail.Invalid($"{found.Length} documents have this title: {string.Join(", ", found.Select(DevDoc.CategoryOf))}.", "/category", "Give category too.");
        return found.IsEmpty ? Fail.NotFound($"There is no document '{Excerpt.Line(title, 80)}'.", "/title", "See list_dev_docs.")
            : await desk.Memories.GetAsync(caller, new RecordRef(found[0].Id), history, cancellationToken);
    }

    private static Outcome<MemoryGot> Only(Outcome<MemoryGot> got, string path)
        => got.TryGet(out var found, out var failure) ? found.Memory.Type == DevDoc.Type ? found : Fail.NotFound($"{found.Memory.Id} is no document.", path, "See list_dev_docs.")
            : failure with { Path = path, Hint = "See list_dev_docs." };
}
