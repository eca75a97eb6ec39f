using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Limits;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>A developers' document as a memory.</summary>
internal static class DevDoc
{
    public const string Type = "dev_doc";
    public const string General = "general";
    public const string Category = "category";
    public const string ContentType = "content_type";
    private const string LocalPath = "local_path";

    /// <summary>The category is one part of it, with its own slashes escaped, so that no document has another's key.</summary>
    public static string KeyOf(string category, string title)
        => ForeignJson.Key(Type, $"{category.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal)}/{title}");

    public static string CategoryOf(MemoryRecord doc) => doc.Labels.GetValueOrDefault(Category, General);

    public static string FormOf(MemoryRecord doc) => doc.Labels.GetValueOrDefault(ContentType, "markdown");

    /// <summary>The file in the vault: made of the names, never of <c>local_path</c>, which only says where the author has it.</summary>
    public static string PathOf(MemoryRecord doc)
    {
        var extension = FormOf(doc) switch
        {
            "json" => ".json",
            "yaml" => ".yaml",
            "text" => ".txt",
            _ => ".md",
        };
        return $"docs/{VaultNames.Encode(CategoryOf(doc))}/{VaultNames.Encode(doc.Title ?? doc.Id)}{extension}";
    }

    public static Outcome<ImmutableSortedDictionary<string, string>> Labels(Arguments arguments, ImmutableSortedDictionary<string, string>? current, MemoryLimits limits)
    {
        var labels = current ?? ImmutableSortedDictionary<string, string>.Empty;
        foreach (var name in (string[])[ContentType, LocalPath])
        {
            if (arguments.Filled(name) is not { } value) continue;
            if (OriginalArguments.RefuseLabel(name, value, limits.ItemBytes) is { } refused) return refused;
            labels = labels.SetItem(name, value);
        }
        return labels;
    }

    /// <summary>That a version was written.</summary>
    public static ToolReply Written(string what, string id, int version, ImmutableArray<Redaction> redacted, ImmutableArray<string> notes)
        => ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture, $"Document {what}: {id}, version {version}."), redacted, notes, json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", id);
            json.WriteNumber("version", version);
        });

    /// <summary>Two texts with a line's end between them.</summary>
    public static string Joined(string first, string second) => first.Length == 0 || first[^1] == '\n' ? first + second : $"{first}\n{second}";

    public static void Members(Utf8JsonWriter json, MemoryRecord doc, bool whole)
    {
        json.WriteString("id", doc.Id);
        json.WriteString("title", doc.Title ?? "");
        json.WriteString(Category, CategoryOf(doc));
        json.WriteString(ContentType, FormOf(doc));
        json.Text(LocalPath, doc.Labels.GetValueOrDefault(LocalPath));
        if (whole) json.WriteString("content", MemoryRow.TextOf(doc));
        json.WriteNumber("version", doc.Version);
        json.WriteString("project", doc.Project);
        json.Instant("created_at", doc.CreatedAt);
        json.Instant("updated_at", doc.UpdatedAt);
    }
}
