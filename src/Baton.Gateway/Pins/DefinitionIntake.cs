using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pins;

/// <summary>
/// Where every list of a server behind the gateway comes in, whether a client asked for it or the gateway did: what it says of tools
/// is learnt, and it is compared with what is pinned.
/// </summary>
/// <param name="tools">Learns what the listed tools are.</param>
/// <param name="currency">Keeps when which list was read.</param>
/// <param name="book">Compares with what is pinned; null where nothing is.</param>
/// <param name="oddities">Hears what is wrong in a list.</param>
public sealed class DefinitionIntake(ListedTools tools, ListCurrency currency, PinBook? book, ListOddities? oddities = null)
{
    private const int MostPages = 100;
    private const int MostDefinitions = 5_000;

    /// <summary>Takes in the answer to a client's own request, and says by name which entries the client may see.</summary>
    internal async ValueTask<IReadOnlyDictionary<string, ListedDefinition>> RelayedAsync(
        Call call, PinKind kind, ReadOnlyMemory<byte> result, CancellationToken cancellationToken)
    {
        var server = call.Connection.Server;
        var listed = Read(server, kind, result);
        if (kind == PinKind.Tool) tools.Learn(server, listed);
        var isWhole = call.Envelope.Cursor is null && JsonMembers.Text(result, "nextCursor"u8) is null;
        if (isWhole) currency.Listed(server, kind, call.ListVersion, result);
        if (book is null) return listed.ToDictionary(definition => definition.Name, _ => new ListedDefinition(true, true), StringComparer.Ordinal);
        if (!await book.SeeAsync(server, kind, listed, isWhole, cancellationToken))
        {
            await RefreshAsync(call, kind, cancellationToken);
            await book.SeeAsync(server, kind, listed, isWhole, cancellationToken);
        }
        var shown = book.Show(server, kind);
        return listed.ToDictionary(
            definition => definition.Name, definition => new ListedDefinition(shown.IsReviewed(definition.Name), shown.IsApproved(definition)), StringComparer.Ordinal);
    }

    /// <summary>Has the server list everything of a kind, on the connection of a call; the error of one that cannot be reached now.</summary>
    internal async ValueTask<Reply.Failed?> RefreshAsync(Call call, PinKind kind, CancellationToken cancellationToken)
    {
        var server = call.Connection.Server;
        var version = currency.Version(server, kind);
        var all = ImmutableArray.CreateBuilder<DeclaredTool>();
        ReadOnlyMemory<byte> last = default;
        string? cursor = null;
        for (var page = 0; page < MostPages && all.Count < MostDefinitions; page++)
        {
            var reply = await call.Upstream!.SendAsync(OwnCall.Of(call, ListRequest.Of(call.Envelope, kind, cursor)), cancellationToken);
            if (reply is Reply.Failed { Error.Code: ErrorCode.ServerUnavailable or ErrorCode.Busy } or Reply.None) return reply as Reply.Failed;
            if (reply is not Reply.Completed { Json: var json }) break;
            last = json;
            all.AddRange(Read(server, kind, json));
            cursor = JsonMembers.Text(json, "nextCursor"u8);
            if (cursor is null) break;
        }
        var listed = all.DistinctBy(definition => definition.Name, StringComparer.Ordinal).ToImmutableArray();
        if (kind == PinKind.Tool && !last.IsEmpty) tools.Learn(server, listed);
        currency.Listed(server, kind, version, last);
        // a server that does not list leaves nothing to compare
        if (book is not null && !last.IsEmpty) await book.SeeAsync(server, kind, listed, isWhole: true, cancellationToken);
        return null;
    }

    /// <summary>Whether a list is to be read before something it names is used.</summary>
    internal bool MustRead(string server, PinKind kind, string name)
        => currency.IsStale(server, kind) || kind == PinKind.Tool && !tools.Knows(server, name) && currency.MayAskAgain(server, kind);

    /// <inheritdoc cref="ListCurrency.IsStale"/>
    internal bool IsStale(string server, PinKind kind) => currency.IsStale(server, kind);

    /// <inheritdoc cref="ListCurrency.Version"/>
    internal long Version(string server, PinKind kind) => currency.Version(server, kind);

    private ImmutableArray<DeclaredTool> Read(string server, PinKind kind, ReadOnlyMemory<byte> result)
    {
        var listed = PinKinds.Read(kind, result);
        oddities?.Tell(server, kind, listed);
        return listed.Tools;
    }
}

/// <summary>What the pins say of an entry of a list.</summary>
/// <param name="IsReviewed">False on a server that is to be reviewed first, for what nobody approved: nobody sees it.</param>
/// <param name="IsApproved">Whether it is the approved definition; a policy may say that any will do.</param>
internal readonly record struct ListedDefinition(bool IsReviewed, bool IsApproved);
