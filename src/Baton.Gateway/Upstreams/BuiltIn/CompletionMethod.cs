using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Memory.Server;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// <c>completion/complete</c>. A prompt or template that does not exist, or is hidden from the caller, completes to nothing.
/// </summary>
internal sealed class CompletionMethod(BuiltInContext context)
{
    private const int MostValues = 100;
    private static readonly Completion Nothing = new([], 0, HasMore: false);

    public async ValueTask<Reply> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (context.Server.Resources is not { } resources) return BuiltInContext.NotOffered(call);
        if (Read(call.Envelope, out var error) is not { } asked) return new Reply.Failed(error!);
        var completion = BuiltInContext.UnseenBy(call).IsEmpty ? await resources.CompleteAsync(BuiltInContext.CallerOf(call), asked.Reference, asked.Argument, asked.Prefix, cancellationToken) : Nothing;

        using var result = ResultWriter.Begin(call, context.Options);
        result.Json.WriteStartObject("completion"u8);
        result.Json.WriteStartArray("values"u8);
        foreach (var value in completion.Values.Take(MostValues)) result.Json.WriteStringValue(value);
        result.Json.WriteEndArray();
        result.Json.WriteNumber("total"u8, completion.Total);
        result.Json.WriteBoolean("hasMore"u8, completion.HasMore || completion.Values.Count > MostValues);
        result.Json.WriteEndObject();
        return result.End();
    }

    private static Asked? Read(Envelope envelope, out RpcError? error)
    {
        error = null;
        using var document = JsonDocument.Parse(envelope.Params.IsEmpty ? "{}"u8.ToArray() : envelope.Params);
        var root = document.RootElement;
        var reference = Text(root, "ref", "type") switch
        {
            "ref/prompt" => Text(root, "ref", "name"),
            "ref/resource" => Text(root, "ref", "uri"),
            _ => null,
        };
        var argument = Text(root, "argument", "name");
        var prefix = Text(root, "argument", "value");
        if (reference is not null && argument is not null && prefix is not null) return new Asked(reference, argument, prefix);
        error = RpcError.InvalidParams(
            "params.ref must be a ref/prompt with a name or a ref/resource with a uri, and params.argument must have a name and a value");
        return null;
    }

    private static string? Text(JsonElement root, string outer, string inner)
        => root.TryGetProperty(outer, out var container) && container.ValueKind == JsonValueKind.Object
        && container.TryGetProperty(inner, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Asked(string Reference, string Argument, string Prefix);
}
