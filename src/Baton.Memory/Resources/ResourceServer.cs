using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Sessions;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Resources;

/// <summary>Handoffs, memories and digests as resources. Their text stands in marked blocks, as everywhere a model reads it.</summary>
internal sealed class ResourceServer(MemoryContext context, HandoffOperations handoffs, MemoryOperations memories, SessionOperations sessions) : IResourceServer
{
    /// <summary>A resource is whole: no body is longer than this.</summary>
    private const long EveryToken = int.MaxValue;

    private readonly ResourceListing _listing = new(context);
    private readonly NameCompletion _completion = new(context);
    private readonly ChangeWatch _watch = new(context.Store, context.Time);

    public IReadOnlyList<ResourceTemplate> Templates => ResourceUris.Templates;

    public ValueTask<Outcome<ResourcePage>> ListAsync(MemoryCaller caller, string? cursor, CancellationToken cancellationToken)
        => _listing.ListAsync(caller, cursor, cancellationToken);

    public async ValueTask<Outcome<ResourceText>> ReadAsync(MemoryCaller caller, string uri, CancellationToken cancellationToken)
    {
        if (!ResourceUris.TryParse(uri, out var template, out var value))
        {
            return Fail.NotFound($"'{Excerpt.Line(uri, 200)}' is no resource.", "/uri", $"Use {string.Join(", ", Templates.Select(known => known.UriTemplate))}.");
        }
        var text = template switch
        {
            ResourceUris.Handoffs => await HandoffAsync(caller, value, cancellationToken),
            ResourceUris.Memories => await MemoryAsync(caller, value, cancellationToken),
            _ => await DigestAsync(caller, value, cancellationToken),
        };
        return text.TryGet(out var content, out var failure) ? new ResourceText(uri, ResourceUris.Markdown, content) : failure with { Path = "/uri" };
    }

    public ValueTask<Completion> CompleteAsync(MemoryCaller caller, string reference, string argument, string prefix, CancellationToken cancellationToken)
        => _completion.CompleteAsync(caller, reference, argument, prefix, cancellationToken);

    public IDisposable Watch(MemoryCaller caller, Action<string> changed) => _watch.Add(caller, changed);

    private async ValueTask<Outcome<string>> HandoffAsync(MemoryCaller caller, string id, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest { Ref = new RecordRef(id), MaxTokens = EveryToken };
        return (await handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var failure) ? HandoffText.Loaded(loaded) : failure;
    }

    private async ValueTask<Outcome<string>> MemoryAsync(MemoryCaller caller, string id, CancellationToken cancellationToken)
    {
        if (!(await memories.GetAsync(caller, new RecordRef(id), history: false, cancellationToken)).TryGet(out var got, out var failure)) return failure;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{MemoryText.Receipt("Memory", got.Memory)} {MarkedBlock.Notice}\n");
        MemoryText.Append(text, got.Memory);
        return text.ToString();
    }

    private async ValueTask<Outcome<string>> DigestAsync(MemoryCaller caller, string project, CancellationToken cancellationToken)
    {
        var request = new SessionStartRequest { Project = project };
        return (await sessions.StartAsync(caller, request, cancellationToken)).TryGet(out var digest, out var failure) ? DigestBlock.Of(digest) : failure;
    }
}
