using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Memory.Outcomes;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary><c>prompts/list</c> and <c>prompts/get</c>.</summary>
internal sealed class PromptMethods(BuiltInContext context)
{
    public Reply List(Call call)
    {
        if (context.Server.Prompts is not { } prompts) return BuiltInContext.NotOffered(call);
        var all = prompts.List(BuiltInContext.CallerOf(call));
        if (Paging.Page(all, prompt => prompt.Name, call.Envelope.Cursor, context.Options.PageSize, out var error) is not { } page)
        {
            return new Reply.Failed(error!);
        }

        using var result = ResultWriter.Begin(call, context.Options);
        result.Json.WriteStartArray("prompts"u8);
        foreach (var prompt in page.Items)
        {
            result.Json.WriteStartObject();
            result.Json.WriteString("name"u8, prompt.Name);
            result.Json.WriteString("title"u8, prompt.Title);
            result.Json.WriteString("description"u8, prompt.Description);
            result.Json.WriteStartArray("arguments"u8);
            foreach (var argument in prompt.Arguments)
            {
                result.Json.WriteStartObject();
                result.Json.WriteString("name"u8, argument.Name);
                result.Json.WriteString("description"u8, argument.Description);
                result.Json.WriteBoolean("required"u8, argument.Required);
                result.Json.WriteEndObject();
            }
            result.Json.WriteEndArray();
            result.Json.WriteEndObject();
        }
        result.Json.WriteEndArray();
        if (page.Next is not null) result.Json.WriteString("nextCursor"u8, page.Next);
        result.Cache(CacheTimes.Definitions);
        return result.End();
    }

    public async ValueTask<Reply> GetAsync(Call call, CancellationToken cancellationToken)
    {
        if (context.Server.Prompts is not { } prompts) return BuiltInContext.NotOffered(call);
        if (Arguments(call, out var error) is not { } arguments) return new Reply.Failed(error!);
        var outcome = await prompts.GetAsync(BuiltInContext.CallerOf(call), call.Envelope.Name!, arguments, cancellationToken);
        if (!outcome.TryGet(out var prompt, out var failure))
        {
            return failure is { Code: FailureCode.NotFound, Path: null } ? new Reply.Failed(Presentation.Unknown(call)) : FailureWriter.Error(failure);
        }
        using var result = ResultWriter.Begin(call, context.Options, prompt.Text.Length + 512);
        result.Json.WriteString("description"u8, prompt.Description);
        result.Json.WriteStartArray("messages"u8);
        result.Json.WriteStartObject();
        result.Json.WriteString("role"u8, "user"u8);
        result.Json.WriteStartObject("content"u8);
        result.Json.WriteString("type"u8, "text"u8);
        result.Json.WriteString("text"u8, prompt.Text);
        result.Json.WriteEndObject();
        result.Json.WriteEndObject();
        result.Json.WriteEndArray();
        return result.End();
    }

    private static Dictionary<string, string>? Arguments(Call call, out RpcError? error)
    {
        error = null;
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        if (call.Envelope.Arguments.IsEmpty) return arguments;
        using var document = JsonDocument.Parse(call.Envelope.Arguments);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
            {
                error = RpcError.InvalidParams($"params.arguments.{member.Name} must be a string");
                return null;
            }
            arguments[member.Name] = member.Value.GetString()!;
        }
        return arguments;
    }
}
