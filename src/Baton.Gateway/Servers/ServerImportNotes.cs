using System.Text.Json;

namespace Baton.Gateway.Servers;

/// <summary>What a person should know of an entry that is taken over: what of it is another here, or is left out.</summary>
internal static class ServerImportNotes
{
    /// <param name="name">The server's name here.</param>
    /// <param name="entry">The entry as the client has it, an object.</param>
    /// <param name="isHttp">Whether it is taken over by its address.</param>
    public static IEnumerable<string> Of(string name, JsonProperty entry, bool isHttp)
    {
        if (name != entry.Name) yield return $"{entry.Name}: taken over as '{name}'.";
        if (isHttp && Has(entry, "command")) yield return $"{name}: it has a command and an address; the address was taken.";
        if (isHttp && Is(entry, "type", "sse"))
        {
            yield return $"{name}: its type is \"sse\", a transport of 2024 that is not spoken here; 'baton server test {name}' says whether the address takes Streamable HTTP too.";
        }
        if (entry.Value.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True)
        {
            yield return $"{name}: it is disabled in the client's file; taken over all the same, and reached by no grant until one names it.";
        }
        if (!isHttp && Has(entry, "envFile")) yield return $"{name}: its envFile is not read; give the variables with 'baton server add --env'.";
        if (Has(entry, "timeout"))
        {
            yield return $"{name}: its timeout is not taken over, because clients differ in what they count by it; give it with 'baton server add --timeout'.";
        }
        foreach (var value in ServerImportReader.Texts(entry.Value).Where(text => text.Contains("${", StringComparison.Ordinal)))
        {
            yield return $"{entry.Name}: '{Placeholder(value)}' is a placeholder that only the client fills in; give the value with 'baton server add'.";
        }
    }

    /// <summary>The first placeholder alone: a secret may stand beside it.</summary>
    private static string Placeholder(string value)
    {
        var start = value.IndexOf("${", StringComparison.Ordinal);
        var end = value.IndexOf('}', start);
        return end < 0 ? "${" : value[start..(end + 1)];
    }

    private static bool Has(JsonProperty entry, string key) => entry.Value.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    private static bool Is(JsonProperty entry, string key, string text)
        => entry.Value.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == text;
}
