using Baton.Gateway.Governance;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tools;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Inspection;

/// <summary>Cuts lists to what the caller's policy shows, whatever the server and however its answer came, and to definitions that were approved.</summary>
public sealed class GrantInspector(IPolicySource policies, IToolDirectory tools, DefinitionIntake intake) : IInspector
{
    public string? MustBeWhole(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (ResultRule.RuleOf(call) is { } rule) return $"the policy's rule {rule} looks at all of it";
        return call.Envelope.Method switch
        {
            MethodName.CallTool or MethodName.GetPrompt or MethodName.ReadResource => null,
            var method => $"an answer to {method} is looked at before it is passed on",
        };
    }

    public async ValueTask<Reply> InspectAsync(Call call, Reply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var let = ResultRule.Apply(call, reply);
        if (let is not Reply.Completed completed) return let;
        var json = call.Envelope.Method switch
        {
            MethodName.ListTools => await CutAsync(call, completed.Json, PinKind.Tool, "tools", "name", CallKind.Tool, cancellationToken),
            MethodName.ListPrompts => await CutAsync(call, completed.Json, PinKind.Prompt, "prompts", "name", CallKind.Prompt, cancellationToken),
            MethodName.ListResourceTemplates => await CutAsync(call, completed.Json, PinKind.Template, "resourceTemplates", "uriTemplate", CallKind.Resource, cancellationToken),
            MethodName.ListResources => Cut(call, completed.Json, "resources", "uri", CallKind.Resource, null),
            MethodName.Discover or MethodName.ReadResource => completed.Json,
            _ => default,
        };
        if (json.IsEmpty) return completed;
        return completed with { Json = CacheHints.Cut(json, call.Revision.Era) };
    }

    private async ValueTask<ReadOnlyMemory<byte>> CutAsync(
        Call call, ReadOnlyMemory<byte> result, PinKind kind, string list, string key, CallKind called, CancellationToken cancellationToken)
    {
        var pinned = call.Upstream is { IsBuiltIn: false } ? await intake.RelayedAsync(call, kind, result, cancellationToken) : null;
        return Cut(call, result, list, key, called, pinned);
    }

    private ReadOnlyMemory<byte> Cut(
        Call call, ReadOnlyMemory<byte> result, string list, string key, CallKind kind, IReadOnlyDictionary<string, ListedDefinition>? pinned)
    {
        if (PolicyOf(call) is not { } policy) return ListCutter.Cut(result, list, key, static _ => false);
        if (pinned is null) return ListCutter.Cut(result, list, key, name => IsShown(call, policy, kind, name, isChanged: false));
        // of two entries of one name only the first was looked at
        var given = new HashSet<string>(StringComparer.Ordinal);
        return ListCutter.Cut(result, list, key, name =>
            pinned.TryGetValue(name, out var definition) && definition.IsReviewed && given.Add(name) && IsShown(call, policy, kind, name, !definition.IsApproved));
    }

    private CompiledPolicy? PolicyOf(Call call)
        => call.Caller.Servers.TryGetValue(call.Connection.Server, out var name) ? policies.Find(name)?.Policy : null;

    private bool IsShown(Call call, CompiledPolicy policy, CallKind kind, string name, bool isChanged)
    {
        if (kind != CallKind.Tool) return policy.Visibility(kind, new ToolFacts(name), isChanged) == ToolVisibility.Shown;
        var known = tools.Find(call, name) ?? KnownTool.Unknown(name);
        return NativeNames.IsShown(policy, known.Name, known.Natives, isChanged);
    }
}
