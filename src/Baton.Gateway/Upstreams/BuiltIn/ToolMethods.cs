using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Memory.Server;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary><c>tools/list</c> and <c>tools/call</c>.</summary>
internal sealed class ToolMethods(BuiltInContext context)
{
    private const int ListBytes = 24 * 1024;

    public Reply List(Call call)
    {
        var tools = context.Server.ListTools(BuiltInContext.CallerOf(call));
        if (Paging.Page(tools, tool => tool.Name, call.Envelope.Cursor, context.Options.PageSize, out var error) is not { } page)
        {
            return new Reply.Failed(error!);
        }

        using var result = ResultWriter.Begin(call, context.Options, ListBytes);
        result.Json.WriteStartArray("tools"u8);
        foreach (var tool in page.Items) Write(result.Json, tool);
        result.Json.WriteEndArray();
        if (page.Next is not null) result.Json.WriteString("nextCursor"u8, page.Next);
        result.Cache(CacheTimes.Definitions);
        return result.End();
    }

    public async ValueTask<Reply> CallAsync(Call call, CancellationToken cancellationToken)
    {
        var progress = ProgressRelay.For(call, cancellationToken);
        ToolReply? reply;
        try
        {
            reply = await context.Server.CallAsync(
                BuiltInContext.CallerOf(call), call.Envelope.Name!, call.Envelope.Arguments, progress, cancellationToken);
        }
        finally
        {
            if (progress is not null) await progress.DisposeAsync();
        }
        return reply is null ? new Reply.Failed(Presentation.Unknown(call)) : Result(call, reply);
    }

    private Reply.Completed Result(Call call, ToolReply reply)
    {
        using var result = ResultWriter.Begin(call, context.Options, reply.StructuredContent.Length + reply.Text.Length + 512);
        result.Json.WriteStartArray("content"u8);
        result.Json.WriteStartObject();
        result.Json.WriteString("type"u8, "text"u8);
        result.Json.WriteString("text"u8, reply.Text);
        result.Json.WriteEndObject();
        result.Json.WriteEndArray();
        if (reply.Failure is not { } failure)
        {
            if (!reply.StructuredContent.IsEmpty) result.Raw("structuredContent", reply.StructuredContent);
            return result.End();
        }
        result.Json.WriteBoolean("isError"u8, true);
        result.Meta();
        result.Json.WritePropertyName(MetaKey.BatonError);
        FailureWriter.Write(result.Json, failure);
        return result.End() with { IsToolError = true };
    }

    private static void Write(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, tool.Name);
        json.WriteString("title"u8, tool.Title);
        json.WriteString("description"u8, tool.Description);
        json.WritePropertyName("inputSchema"u8);
        json.WriteRawValue(tool.InputSchema.Span, skipInputValidation: true);
        if (!tool.OutputSchema.IsEmpty)
        {
            json.WritePropertyName("outputSchema"u8);
            json.WriteRawValue(tool.OutputSchema.Span, skipInputValidation: true);
        }
        json.WriteStartObject("annotations"u8);
        json.WriteBoolean("readOnlyHint"u8, tool.Annotations.ReadOnly);
        json.WriteBoolean("destructiveHint"u8, tool.Annotations.Destructive);
        json.WriteBoolean("idempotentHint"u8, tool.Annotations.Idempotent);
        json.WriteBoolean("openWorldHint"u8, tool.Annotations.OpenWorld);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
