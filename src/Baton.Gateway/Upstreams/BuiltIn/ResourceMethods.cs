using System.Globalization;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// <c>resources/*</c>. Subscribing to a resource that the caller cannot see succeeds like any other and never reports anything:
/// whether it exists is not to be found out that way.
/// </summary>
internal sealed class ResourceMethods(BuiltInContext context)
{
    public async ValueTask<Reply> ListAsync(Call call, CancellationToken cancellationToken)
    {
        if (context.Server.Resources is not { } resources) return BuiltInContext.NotOffered(call);
        var outcome = await resources.ListAsync(BuiltInContext.CallerOf(call), call.Envelope.Cursor, cancellationToken);
        if (!outcome.TryGet(out var page, out var failure)) return FailureWriter.Error(failure);

        using var result = ResultWriter.Begin(call, context.Options, 4096);
        result.Json.WriteStartArray("resources"u8);
        foreach (var entry in page.Resources) Write(result.Json, entry);
        result.Json.WriteEndArray();
        if (page.NextCursor is not null) result.Json.WriteString("nextCursor"u8, page.NextCursor);
        result.Cache(CacheTimes.Records);
        return result.End();
    }

    public Reply ListTemplates(Call call)
    {
        if (context.Server.Resources is not { } resources) return BuiltInContext.NotOffered(call);
        if (Paging.Page(resources.Templates, template => template.UriTemplate, call.Envelope.Cursor, context.Options.PageSize, out var error) is not { } page)
        {
            return new Reply.Failed(error!);
        }
        using var result = ResultWriter.Begin(call, context.Options);
        result.Json.WriteStartArray("resourceTemplates"u8);
        foreach (var template in page.Items)
        {
            result.Json.WriteStartObject();
            result.Json.WriteString("uriTemplate"u8, template.UriTemplate);
            result.Json.WriteString("name"u8, template.Name);
            result.Json.WriteString("title"u8, template.Title);
            result.Json.WriteString("description"u8, template.Description);
            result.Json.WriteString("mimeType"u8, template.MimeType);
            result.Json.WriteEndObject();
        }
        result.Json.WriteEndArray();
        if (page.Next is not null) result.Json.WriteString("nextCursor"u8, page.Next);
        result.Cache(CacheTimes.Definitions);
        return result.End();
    }

    public async ValueTask<Reply> ReadAsync(Call call, CancellationToken cancellationToken)
    {
        if (context.Server.Resources is not { } resources) return BuiltInContext.NotOffered(call);
        var outcome = await resources.ReadAsync(BuiltInContext.CallerOf(call), call.Envelope.Uri!, cancellationToken);
        if (!outcome.TryGet(out var text, out var failure))
        {
            return failure.Code is FailureCode.NotFound or FailureCode.Expired
                ? new Reply.Failed(Presentation.Unknown(call))
                : FailureWriter.Error(failure);
        }
        using var result = ResultWriter.Begin(call, context.Options, text.Text.Length + 512);
        result.Json.WriteStartArray("contents"u8);
        result.Json.WriteStartObject();
        result.Json.WriteString("uri"u8, text.Uri);
        result.Json.WriteString("mimeType"u8, text.MimeType);
        result.Json.WriteString("text"u8, text.Text);
        result.Json.WriteEndObject();
        result.Json.WriteEndArray();
        result.Cache(CacheTimes.Records);
        return result.End();
    }

    public Reply Subscribe(Call call)
    {
        if (context.Server.Resources is null) return BuiltInContext.NotOffered(call);
        if (Subscribed(call) is not { } uri) return MissingUri;
        var session = call.Session!;
        if (session.SubscriptionCount >= context.Options.MostSubscriptions && !session.IsSubscribed(uri))
        {
            return new Reply.Failed(RpcError.InvalidParams(
                $"This session listens to {context.Options.MostSubscriptions} resources, which is the limit; unsubscribe from one first"));
        }
        SessionNotices.WatchResources(context, call, session);
        session.Subscribe(uri);
        return new Reply.Completed("{}"u8.ToArray());
    }

    public Reply Unsubscribe(Call call)
    {
        if (context.Server.Resources is null) return BuiltInContext.NotOffered(call);
        if (Subscribed(call) is not { } uri) return MissingUri;
        call.Session!.Unsubscribe(uri);
        return new Reply.Completed("{}"u8.ToArray());
    }

    // What is hidden counts towards the limit like what is not there, under a name that nothing is ever reported of.
    private static string? Subscribed(Call call) => call.Envelope.Uri is { } uri && BuiltInContext.UnseenBy(call).Contains(uri) ? "\0" + uri : call.Envelope.Uri;

    private static Reply.Failed MissingUri => new(RpcError.InvalidParams("params.uri is missing"));

    private static void Write(Utf8JsonWriter json, ResourceEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("uri"u8, entry.Uri);
        json.WriteString("name"u8, entry.Name);
        if (entry.Title is not null) json.WriteString("title"u8, entry.Title);
        if (entry.Description is not null) json.WriteString("description"u8, entry.Description);
        json.WriteString("mimeType"u8, entry.MimeType);
        if (entry.LastModified is { } modified)
        {
            json.WriteStartObject("annotations"u8);
            json.WriteString("lastModified"u8, modified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
