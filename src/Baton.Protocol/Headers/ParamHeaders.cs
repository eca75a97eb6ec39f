using System.Collections.Immutable;
using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Headers;

/// <summary>The mirrored parameters of one tool (2026-07-28, Streamable HTTP, Custom headers from tool parameters).</summary>
public sealed class ParamHeaders
{
    private readonly ImmutableArray<ParamHeader> _mirrored;

    internal ParamHeaders(ImmutableArray<ParamHeader> mirrored) => _mirrored = mirrored;

    /// <summary>A tool that mirrors nothing.</summary>
    public static ParamHeaders None { get; } = new([]);

    /// <summary>The parameters, in the order of the schema.</summary>
    public ImmutableArray<ParamHeader> Mirrored => _mirrored;

    /// <summary>The headers that a conforming client sends for these arguments.</summary>
    public IEnumerable<KeyValuePair<string, string>> For(ReadOnlyMemory<byte> arguments)
    {
        if (_mirrored.IsEmpty || arguments.IsEmpty) yield break;
        using var document = JsonDocument.Parse(arguments);
        foreach (var mirrored in _mirrored)
        {
            if (Text(Find(document.RootElement, mirrored.Path)) is { } text)
            {
                yield return KeyValuePair.Create(mirrored.Header, HeaderValue.Encode(text));
            }
        }
    }

    /// <summary>Null when every mirrored argument has its header with the same value, and no header is there for an absent one.</summary>
    public RpcError? Check(IHeaders headers, ReadOnlyMemory<byte> arguments)
    {
        if (_mirrored.IsEmpty) return null;
        using var document = JsonDocument.Parse(arguments.IsEmpty ? "{}"u8.ToArray() : arguments);
        foreach (var mirrored in _mirrored)
        {
            if (HeaderAgreement.OneValue(headers, mirrored.Header, out var header) is { } repeated) return repeated;
            if (Check(mirrored, header, Find(document.RootElement, mirrored.Path)) is { } error) return error;
        }
        return null;
    }

    private static RpcError? Check(ParamHeader mirrored, string? header, JsonElement? argument)
    {
        var place = "arguments." + string.Join('.', mirrored.Path);
        var inBody = Text(argument);
        if (header is null)
        {
            return inBody is null ? null : RpcError.HeaderMismatch($"The header {mirrored.Header} is missing; {place} is '{inBody}'");
        }
        if (HeaderValue.Decode(header) is not { } decoded) return HeaderAgreement.Unreadable(mirrored.Header);
        if (inBody is null) return RpcError.HeaderMismatch($"The header {mirrored.Header} says '{decoded}', but {place} is absent");
        return decoded == inBody || SameNumber(argument, decoded, inBody)
            ? null
            : RpcError.HeaderMismatch($"The header {mirrored.Header} says '{decoded}', {place} is '{inBody}'");
    }

    private static bool SameNumber(JsonElement? argument, string header, string inBody)
        => argument is { ValueKind: JsonValueKind.Number } && NumberText.Canonical(header) is { } said && said == NumberText.Canonical(inBody);

    private static JsonElement? Find(JsonElement root, ImmutableArray<string> path)
    {
        var current = root;
        foreach (var key in path)
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(key, out current)) return null;
        }
        return current;
    }

    private static string? Text(JsonElement? argument) => argument?.ValueKind switch
    {
        JsonValueKind.String => argument.Value.GetString(),
        JsonValueKind.Number => argument.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
