using System.Collections.Immutable;
using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;
using Baton.Policy.Decisions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pins;

/// <summary>
/// Has a server list what it offers before the first use, and again after that may have changed, so that no call is judged by less
/// than the server declares; and says whether what a call names is still what was approved. The policy decides what that means,
/// except for what an operator is to review first.
/// </summary>
/// <param name="intake">Takes in lists.</param>
/// <param name="book">Knows what is approved; null where nothing is pinned.</param>
public sealed class PinGuard(DefinitionIntake intake, PinBook? book) : IDefinitionGuard
{
    private const string Unreviewed = "definition_unreviewed";

    public async ValueTask<Refusal?> CheckAsync(Call call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var server = call.Connection.Server;
        if (PinKinds.Listed(call.Envelope.Method) is { } list) call.ListVersion = intake.Version(server, list);
        if (call.Envelope.Kind != MessageKind.Request || Named(call.Envelope) is not { } named) return null;
        var holds = ImmutableDictionary<string, PinHold>.Empty;
        foreach (var (kind, name) in Inside(call).Prepend(named))
        {
            if (book?.HasForgotten(server, kind) == true || intake.MustRead(server, kind, name)) await RefreshAsync(call, kind, cancellationToken);
            if (book is null || await book.FindAsync(server, kind, name, cancellationToken) is not { } hold) continue;
            if (hold.IsUnreviewed) return new Refusal("pins", RefusalKind.Denied, Unreviewed, hold.Message) { Rule = "(definition unreviewed)" };
            holds = holds.SetItem(name, hold);
        }
        call.Holds = holds;
        return null;
    }

    private async ValueTask RefreshAsync(Call call, PinKind kind, CancellationToken cancellationToken)
    {
        var failure = await intake.RefreshAsync(call, kind, cancellationToken);
        // a list that is still current says enough
        if (kind == PinKind.Tool && intake.IsStale(call.Connection.Server, kind)) call.ListFailure ??= failure;
    }

    /// <summary>What a tool that calls others calls.</summary>
    private static IEnumerable<(PinKind Kind, string Name)> Inside(Call call)
        => call.Carried is { } carried ? carried.Calls.Select(inner => (PinKind.Tool, inner.Tool)) : [];

    private static (PinKind Kind, string Name)? Named(Envelope envelope) => CallSubject.Of(envelope) switch
    {
        { Kind: CallKind.Tool, Name: var tool } => (PinKind.Tool, tool),
        { Kind: CallKind.Prompt, Name: var prompt } => (PinKind.Prompt, prompt),
        { Kind: CallKind.Resource, Name: var uri } => (PinKind.Template, uri),
        _ => null,
    };
}
