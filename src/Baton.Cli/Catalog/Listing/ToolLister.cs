using System.Globalization;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Memory.Text;

namespace Baton.Cli.Catalog.Listing;

/// <summary>Lists all tools of a server over one exchange: opens it, follows the pages, and stops at the limits.</summary>
internal sealed class ToolLister(IExchange exchange, ListingLimits limits, ScanProgress progress)
{
    private readonly List<JsonElement> _pages = [];
    private readonly List<ToolListProblem> _problems = [];
    private string? _name;
    private string? _version;
    private int _id;
    private bool _incomplete;

    /// <exception cref="ListingException">The server answered nothing that can be used.</exception>
    public async Task<(string? Name, string? Version, ToolList List, bool Incomplete)> ListAsync(CancellationToken cancellation)
    {
        progress.Say("opening");
        var stateless = !await OpenAsync(cancellation);
        try
        {
            await ReadPagesAsync(stateless, cancellation);
        }
        catch (Exception stopped) when (_pages.Count > 0 && stopped is ListingException or OperationCanceledException)
        {
            Stop(stopped is ListingException ? stopped.Message : "The time was up before the last page.");
        }
        var list = ToolListReader.Read(_pages);
        return (_name, _version, list with { Problems = [.. _problems, .. list.Problems] }, _incomplete);
    }

    // A server that knows no initialize may be one of the stateless era: it is asked at once.
    private async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        var id = ++_id;
        using var answer = await exchange.AskAsync(id, Messages.Initialize(id), cancellation);
        if (!answer.RootElement.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Object)
        {
            exchange.Agree(Messages.StatelessRevision);
            return false;
        }
        if (result.TryGetProperty("serverInfo", out var info) && info.ValueKind == JsonValueKind.Object)
        {
            _name = Text(info, "name");
            _version = Text(info, "version");
        }
        exchange.Agree(Text(result, "protocolVersion") ?? Messages.SessionRevision);
        await exchange.TellAsync(Messages.Initialized(), cancellation);
        return true;
    }

    private async Task ReadPagesAsync(bool stateless, CancellationToken cancellation)
    {
        string? cursor = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var tools = 0;
        do
        {
            if (_pages.Count >= limits.MaxPages)
            {
                Stop($"More than {limits.MaxPages.ToString(CultureInfo.InvariantCulture)} pages: the rest was left out.");
                return;
            }
            var id = ++_id;
            using var answer = await exchange.AskAsync(id, Messages.ListTools(id, cursor, stateless), cancellation);
            var result = Result(answer.RootElement);
            if (!result.TryGetProperty("tools", out var page) || page.ValueKind != JsonValueKind.Array) throw new ListingException("The answer to tools/list has no array \"tools\".");
            _pages.Add(page.Clone());
            tools += page.GetArrayLength();
            progress.Say($"page {_pages.Count}: {Counted.Of(tools, "tool")}");
            cursor = Text(result, "nextCursor");
            if (cursor is not null && !seen.Add(cursor))
            {
                Stop("The server gave the same cursor twice: the pages go round in a circle.");
                return;
            }
        }
        while (cursor is not null && tools <= ToolListLimits.Default.MaxTools);
    }

    private static JsonElement Result(JsonElement answer)
    {
        if (answer.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object) return result;
        var message = answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? Text(error, "message") : null;
        throw new ListingException($"The server refused tools/list: {Baton.Catalog.Text.Printable.Of(message ?? "no reason given")}", "Servers that want credentials take them with --env NAME=VALUE or --header NAME=VALUE.");
    }

    private void Stop(string why)
    {
        _incomplete = true;
        _problems.Add(new ToolListProblem(ToolListProblemCode.TooMany, null, why));
    }

    private static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
