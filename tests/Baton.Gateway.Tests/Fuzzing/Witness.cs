using System.Text;
using System.Text.Json;

namespace Baton.Gateway.Tests.Fuzzing;

/// <summary>
/// Reads what reached the server with a reader that is not Baton's, as leniently as servers do, and holds it against the policy
/// by its own means: whatever way it is read, it must be something that <see cref="Policy"/> lets through.
/// </summary>
internal static class Witness
{
    /// <summary>Lets through <c>read_note</c>, <c>pay</c> up to 100, one prompt and one resource.</summary>
    public const string Policy = """
        {"version":"1","default":"deny","hide":["secret"],
         "tools":{"read_note":{},"pay":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":100}]}]}},
         "resources":{"note:///open":{}},"prompts":{"open":{}}}
        """;

    /// <summary>What the server lists.</summary>
    public const string Tools = """
        {"tools":[{"name":"read_note","inputSchema":{"type":"object"}},{"name":"pay","inputSchema":{"type":"object"}},
         {"name":"delete_note","inputSchema":{"type":"object"}},{"name":"secret","inputSchema":{"type":"object"}}]}
        """;

    private static readonly string[] Free =
    [
        "initialize", "ping", "server/discover", "logging/setLevel", "subscriptions/listen", "tools/list", "resources/list", "resources/templates/list", "prompts/list",
    ];

    /// <summary>Null when the message may have reached the server, else what is wrong with it.</summary>
    public static string? Objects(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return "it is no object";
        if (Twice(root) is { } key) return $"the key '{key}' can be read in two ways";
        if (!root.TryGetProperty("method", out var method)) return null;
        var name = method.GetString()!;
        if (!root.TryGetProperty("id", out _)) return null;
        var parameters = root.TryGetProperty("params", out var given) ? given : default;
        return name switch
        {
            "tools/call" => Tool(parameters),
            "prompts/get" => Text(parameters, "name") == "open" ? null : "the prompt is closed",
            "resources/read" or "resources/subscribe" or "resources/unsubscribe" => Text(parameters, "uri") == "note:///open" ? null : "the resource is closed",
            "completion/complete" => Completes(parameters) ? null : "it completes for what is closed",
            _ => Free.Contains(name) ? null : $"the method '{name}' is not allowed",
        };
    }

    /// <summary>What a message asks for, to be compared with what was judged.</summary>
    public static string Substance(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        var parameters = root.TryGetProperty("params", out var given) ? given : default;
        var arguments = parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("arguments", out var raw) ? raw.GetRawText() : "";
        return Substance(Text(root, "method") ?? "", Text(parameters, "name"), Text(parameters, "uri"), arguments);
    }

    public static string Substance(string method, string? name, string? uri, string arguments) => $"{method}\n{name}\n{uri}\n{arguments}";

    private static string? Tool(JsonElement parameters)
    {
        var arguments = parameters.TryGetProperty("arguments", out var given) ? given : default;
        if (arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined)) return "its arguments are no object";
        return Text(parameters, "name") switch
        {
            "read_note" => null,
            "pay" => arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("amount", out var amount)
                && amount.ValueKind == JsonValueKind.Number && amount.GetDouble() <= 100 ? null : "it pays too much",
            var other => $"the tool '{other}' is not allowed",
        };
    }

    private static bool Completes(JsonElement parameters)
    {
        var reference = parameters.GetProperty("ref");
        return Text(reference, "uri") is { } uri ? uri == "note:///open" : Text(reference, "name") == "open";
    }

    /// <summary>A key that stands twice in one object anywhere, or in the envelope in two spellings.</summary>
    private static string? Twice(JsonElement element, int depth = 0, bool isEnvelope = true)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select(item => Twice(item, depth + 1, false)).FirstOrDefault(found => found is not null);
        if (element.ValueKind != JsonValueKind.Object) return null;
        var seen = new HashSet<string>(isEnvelope ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name)) return member.Name;
            if (Twice(member.Value, depth + 1, depth == 0 && member.Name == "params") is { } inner) return inner;
        }
        return null;
    }

    private static string? Text(JsonElement parent, string key)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
