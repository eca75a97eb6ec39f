using System.Text.Json;

namespace Baton.Cli.Tools;

/// <summary>Follows a list's cursor until enough is read.</summary>
internal static class Paging
{
    private const int PageSize = 50;

    /// <summary>At most <paramref name="limit"/> items, and whether there are more.</summary>
    /// <param name="tools">Where to ask.</param>
    /// <param name="tool">The listing tool.</param>
    /// <param name="member">The array in its answer.</param>
    /// <param name="arguments">Makes the arguments anew for every page.</param>
    /// <param name="limit">How many are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="first">Sees the first page as a whole.</param>
    public static async Task<(IReadOnlyList<JsonElement> Items, bool More)> ReadAsync(
        IToolCaller tools, string tool, string member, Func<ToolArguments> arguments, int limit, CancellationToken cancellationToken,
        Action<ToolAnswer>? first = null)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await tools.CallAsync(
                tool, arguments().Add("limit", Math.Min(PageSize, limit - items.Count)).Add("cursor", cursor), cancellationToken);
            if (cursor is null) first?.Invoke(page);
            items.AddRange(page.Items(member));
            cursor = page["next_cursor"] is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
        }
        while (cursor is not null && items.Count < limit);
        return (items, cursor is not null);
    }
}
