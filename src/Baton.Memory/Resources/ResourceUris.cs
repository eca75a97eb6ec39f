using Baton.Memory.Server;
using Baton.Memory.Storage;

namespace Baton.Memory.Resources;

/// <summary>The URIs of resources: written in one form, read in any that means the same.</summary>
internal static class ResourceUris
{
    public const string Handoffs = "baton://handoffs/{id}";
    public const string Memories = "baton://memories/{id}";
    public const string Digest = "baton://digest/{project}";
    public const string Markdown = "text/markdown";

    public static IReadOnlyList<ResourceTemplate> Templates { get; } =
    [
        new(Handoffs, "handoff", "A handoff", "One handoff whole, by its id: work to resume.", Markdown),
        new(Memories, "memory", "A memory", "One memory whole, by its id: what stays true.", Markdown),
        new(Digest, "digest", "A project's digest", "What is open and known in a project, as session_start shows it.", Markdown),
    ];

    public static string OfDigest(string project) => string.Concat(Head(Digest), Uri.EscapeDataString(project));

    /// <summary>Null for kinds that are no resource.</summary>
    public static string? Of(RecordKind kind, string id) => kind switch
    {
        RecordKind.Handoff => Head(Handoffs) + id,
        RecordKind.Memory => Head(Memories) + id,
        _ => null,
    };

    /// <summary>The template a URI was made from and the value put into it; false when it is none of ours.</summary>
    public static bool TryParse(string uri, out string template, out string value)
    {
        foreach (var known in (string[])[Handoffs, Memories, Digest])
        {
            var head = Head(known);
            if (!uri.StartsWith(head, StringComparison.Ordinal) || uri.Length == head.Length) continue;
            if (uri.AsSpan(head.Length).IndexOfAny('/', '?', '#') >= 0) break;
            (template, value) = (known, Uri.UnescapeDataString(uri[head.Length..]));
            return true;
        }
        (template, value) = ("", "");
        return false;
    }

    private static string Head(string template) => template[..template.IndexOf('{', StringComparison.Ordinal)];
}
