using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Inspection;

/// <summary>Cuts lists to what the caller's policy shows, whatever the server and however its answer came, and learns tools from them.</summary>
public sealed class GrantInspector(IPolicySource policies, IToolDirectory tools, ListedTools listed) : IInspector
{
    public ValueTask<Reply> InspectAsync(Call call, Reply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var let = ResultRule.Apply(call, reply);
        return ValueTask.FromResult(let is Reply.Completed completed ? Inspect(call, completed) : let);
    }

    private Reply.Completed Inspect(Call call, Reply.Completed reply)
    {
        var json = call.Envelope.Method switch
        {
            MethodName.ListTools => Tools(call, reply.Json),
            MethodName.ListPrompts => Cut(call, reply.Json, "prompts", "name"u8, CallKind.Prompt),
            MethodName.ListResources => Cut(call, reply.Json, "resources", "uri"u8, CallKind.Resource),
            MethodName.ListResourceTemplates => Cut(call, reply.Json, "resourceTemplates", "uriTemplate"u8, CallKind.Resource),
            MethodName.Discover or MethodName.ReadResource => reply.Json,
            _ => default,
        };
        if (json.IsEmpty) return reply;
        return reply with { Json = call.Revision.Era == Era.Stateless ? CacheHints.Cut(json) : json };
    }

    private ReadOnlyMemory<byte> Tools(Call call, ReadOnlyMemory<byte> result)
    {
        if (call.Upstream is { IsBuiltIn: false })
        {
            listed.Learn(call.Connection.Server, result);
            if (call.Envelope.Cursor is null && JsonMembers.Find(result, "nextCursor"u8).IsEmpty) listed.Listed(call.Connection.Server);
        }
        return Cut(call, result, "tools", "name"u8, CallKind.Tool);
    }

    private ReadOnlyMemory<byte> Cut(Call call, ReadOnlyMemory<byte> result, string list, ReadOnlySpan<byte> key, CallKind kind)
        => ListCutter.Cut(result, list, key, PolicyOf(call) is { } policy ? name => IsShown(call, policy, kind, name) : static _ => false);

    private CompiledPolicy? PolicyOf(Call call)
        => call.Caller.Servers.TryGetValue(call.Connection.Server, out var name) ? policies.Find(name)?.Policy : null;

    private bool IsShown(Call call, CompiledPolicy policy, CallKind kind, string name)
    {
        var facts = kind == CallKind.Tool ? tools.Find(call, name)?.Name : null;
        return policy.Visibility(kind, facts ?? new ToolFacts(name)) == ToolVisibility.Shown;
    }
}
