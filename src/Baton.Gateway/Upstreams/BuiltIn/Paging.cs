using System.Buffers.Text;
using System.Text;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// Cuts a list with a stable order into pages. A cursor names the entry that the page follows, so that a list which grew in
/// between neither repeats nor skips an entry; clients must not look into it.
/// </summary>
internal static class Paging
{
    private const string Prefix = "after:";

    /// <summary>The page that follows <paramref name="cursor"/> (null for the first), and the cursor of the next, or null at the end.</summary>
    public static (IReadOnlyList<T> Items, string? Next)? Page<T>(IReadOnlyList<T> all, Func<T, string> key, string? cursor, int size, out RpcError? error)
    {
        error = null;
        var start = 0;
        if (cursor is not null)
        {
            var after = Decode(cursor);
            start = after is null ? -1 : IndexOf(all, key, after) + 1;
            if (start <= 0)
            {
                error = RpcError.InvalidParams("params.cursor is unknown or has expired; list again without a cursor");
                return null;
            }
        }
        var items = all.Skip(start).Take(size).ToList();
        return (items, start + items.Count < all.Count ? Encode(key(items[^1])) : null);
    }

    private static int IndexOf<T>(IReadOnlyList<T> all, Func<T, string> key, string after)
    {
        for (var at = 0; at < all.Count; at++)
        {
            if (key(all[at]) == after) return at;
        }
        return -1;
    }

    private static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + key));

    private static string? Decode(string cursor)
    {
        var bytes = Encoding.UTF8.GetBytes(cursor);
        if (!Base64Url.IsValid(bytes)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromUtf8(bytes));
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;
    }
}
