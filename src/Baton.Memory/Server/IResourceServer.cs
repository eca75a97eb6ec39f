using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Server;

/// <summary>Resources of the built-in server: <c>baton://handoffs/{id}</c>, <c>baton://memories/{id}</c>, <c>baton://digest/{project}</c>.</summary>
public interface IResourceServer
{
    /// <summary>One page of resources; <paramref name="cursor"/> is null for the first.</summary>
    ValueTask<Outcome<ResourcePage>> ListAsync(MemoryCaller caller, string? cursor, CancellationToken cancellationToken);

    IReadOnlyList<ResourceTemplate> Templates { get; }

    ValueTask<Outcome<ResourceText>> ReadAsync(MemoryCaller caller, string uri, CancellationToken cancellationToken);

    /// <summary>Completes a template's or prompt's argument from names the caller may see.</summary>
    ValueTask<Completion> CompleteAsync(MemoryCaller caller, string reference, string argument, string prefix, CancellationToken cancellationToken);

    /// <summary>Calls back with the URI of each resource that changes, until disposed; changes of other processes included.</summary>
    IDisposable Watch(MemoryCaller caller, Action<string> changed);
}

/// <summary>A resource in a list.</summary>
public sealed record ResourceEntry(string Uri, string Name, string? Title, string? Description, string MimeType, DateTimeOffset? LastModified);

/// <summary>One page of resources.</summary>
public sealed record ResourcePage(IReadOnlyList<ResourceEntry> Resources, string? NextCursor);

/// <summary>A URI template (RFC 6570, level 1).</summary>
public sealed record ResourceTemplate(string UriTemplate, string Name, string Title, string Description, string MimeType);

/// <summary>A resource's text.</summary>
public sealed record ResourceText(string Uri, string MimeType, string Text);

/// <summary>Completion values, best first; at most 100, with the true total.</summary>
public sealed record Completion(IReadOnlyList<string> Values, int Total, bool HasMore);
