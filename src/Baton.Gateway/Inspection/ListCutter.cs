using System.Buffers;
using System.Text;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Inspection;

/// <summary>Takes entries out of a list in a result; every other byte of the result stays, cursors, hints and <c>_meta</c> included.</summary>
internal static class ListCutter
{
    /// <summary>The result without the entries that <paramref name="keep"/> does not want; the same one when it wants all.</summary>
    /// <param name="result">The result, an object.</param>
    /// <param name="list">The member that holds the list.</param>
    /// <param name="key">The member of an entry that names it; an entry without a name is taken out.</param>
    /// <param name="keep">Whether an entry of that name stays.</param>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> result, string list, string key, Func<string, bool> keep)
    {
        var found = JsonMembers.Find(result, Encoding.ASCII.GetBytes(list));
        var keyName = Encoding.ASCII.GetBytes(key);
        var entries = JsonMembers.Elements(found);
        var output = new ArrayBufferWriter<byte>(Math.Max(found.Length, 2));
        output.Write("["u8);
        var kept = 0;
        foreach (var entry in entries)
        {
            if (JsonMembers.Text(entry, keyName) is not { } name || !keep(name)) continue;
            if (kept++ > 0) output.Write(","u8);
            output.Write(entry.Span);
        }
        if (kept == entries.Count) return result;
        output.Write("]"u8);
        return JsonMembers.Replace(result, list, output.WrittenMemory);
    }
}
