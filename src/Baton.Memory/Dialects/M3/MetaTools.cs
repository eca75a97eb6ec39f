using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>The tools about tools. A call by name is the dialect's own call of that tool: the same list, the same reading of arguments.</summary>
internal sealed class MetaTools(Func<Dialect> dialect)
{
    private const int MostCalls = 100;

    public ImmutableArray<IDialectTool> All => [new ToolAction("m3_index", Index), new ToolAction("m3_call", CallAsync), new ToolAction("tools_list_domains", Domains)];

    private ValueTask<Outcome<ToolReply>> Index(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var domain = arguments.Filled("domain");
        if (domain is not null && !M3Domains.Names.Contains(domain)) return new(Fail.Invalid($"'{M3Rows.Line(domain)}' is no domain.", "/domain", $"Use {string.Join(", ", M3Domains.Names)}."));
        var tools = dialect().ToolsFor(caller.Toolsets).Where(tool => !M3Domains.IsMeta(tool.Name) && (domain is null || M3Domains.Of(tool.Name) == domain)).ToList();
        return new(Reply.Of(string.Join('\n', tools.Select(tool => $"{tool.Name}({string.Join(", ", Parameters(tool).Select(one => one.Required ? one.Name : one.Name + "?"))}): {tool.Description}")), json =>
        {
            json.WriteNumber("count", tools.Count);
            json.Rows("tools", tools, (writer, tool) =>
            {
                writer.WriteString("name", tool.Name);
                writer.WriteString("domain", M3Domains.Of(tool.Name));
                writer.WriteString("summary", tool.Description);
                writer.WriteBoolean("destructive", tool.Annotations.Destructive);
                writer.Rows("args", Parameters(tool), (arg, one) =>
                {
                    arg.WriteString("name", one.Name);
                    arg.WriteString("type", one.Type);
                    arg.WriteBoolean("required", one.Required);
                });
            });
        }));
    }

    private ValueTask<Outcome<ToolReply>> Domains(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var groups = dialect().ToolsFor(caller.Toolsets).Where(tool => !M3Domains.IsMeta(tool.Name)).GroupBy(tool => M3Domains.Of(tool.Name)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return new(Reply.Of(string.Join('\n', groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {group.Count()} tools"))), json =>
            json.Rows("domains", groups, (writer, group) =>
            {
                writer.WriteString("name", group.Key);
                writer.WriteNumber("tools", group.Count());
            })));
    }

    private async ValueTask<Outcome<ToolReply>> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var dryRun = arguments.Flag("dry_run");
        if (arguments.Has("batch"))
        {
            if (arguments.Has("tool")) return Fail.Invalid("Give tool or batch, not both.", "/batch");
            var batch = arguments.Objects("batch");
            if (batch.Length is 0 or > MostCalls) return Fail.Invalid(string.Create(CultureInfo.InvariantCulture, $"batch has 1 to {MostCalls} calls, not {batch.Length}."), "/batch", null, MostCalls);
            var calls = new List<MetaCall>();
            foreach (Arguments one in batch) calls.Add(await OneAsync(caller, one, dryRun || one.Flag("dry_run"), cancellationToken));
            return Reply.Of(string.Join('\n', calls.Select(call => call.Text)), json => json.Rows("batch", calls, (writer, call) => call.Write(writer)));
        }
        if (arguments.Filled("tool") is null) return Fail.Invalid("Which tool?", "/tool", "Pass tool with args, or batch; m3_index lists the tools.");
        var done = await OneAsync(caller, arguments, dryRun, cancellationToken);
        return done.Failure is { } failure ? failure : Reply.Of(done.Text, done.Write);
    }

    private async ValueTask<MetaCall> OneAsync(MemoryCaller caller, Arguments call, bool dryRun, CancellationToken cancellationToken)
    {
        var tool = call.Filled("tool") ?? "";
        if (M3Domains.IsMeta(tool)) return new MetaCall(tool, null, Fail.Invalid($"{tool} cannot be called through m3_call.", "/tool", "Call it directly."));
        if (call.Has("args") && call.Has("arguments")) return new MetaCall(tool, null, Fail.Invalid("Give args or arguments, not both.", "/arguments"));
        var args = call.Has("args") ? call.Utf8("args") : call.Utf8("arguments");
        if (dryRun) return new MetaCall(tool, null, dialect().Refuse(caller, tool, args));
        return await dialect().CallAsync(caller, tool, args, cancellationToken) is { } reply
            ? new MetaCall(tool, reply, reply.Failure)
            : new MetaCall(tool, null, dialect().Unknown(caller, tool));
    }

    private static IEnumerable<(string Name, string Type, bool Required)> Parameters(ToolDefinition tool)
    {
        using var schema = JsonDocument.Parse(tool.InputSchema);
        var required = schema.RootElement.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return [.. schema.RootElement.GetProperty("properties").EnumerateObject()
            .Select(one => (one.Name, one.Value.TryGetProperty("type", out var type) ? type.GetString()! : "any", required.Contains(one.Name)))];
    }

    /// <summary>One call by name and how it went; of a dry run there is no reply.</summary>
    private sealed record MetaCall(string Tool, ToolReply? Reply, Failure? Failure)
    {
        public string Text => Failure is { } failure ? $"{Tool}: {failure.Code}: {failure.Message} {failure.Hint}".TrimEnd() : Reply?.Text ?? $"{Tool}: the arguments are right.";

        public void Write(Utf8JsonWriter json)
        {
            json.WriteBoolean("ok", Failure is null);
            json.WriteString("tool", Tool);
            json.Text("error", Failure?.Code);
            json.Text("detail", Failure?.Message);
            if (Failure is not null || Reply is null) return;
            json.WritePropertyName("result");
            json.WriteRawValue(Reply.StructuredContent.Span, skipInputValidation: true);
        }
    }
}
