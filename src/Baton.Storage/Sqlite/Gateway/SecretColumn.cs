using System.Collections.Immutable;
using System.Text.Json;
using Baton.Gateway.Grants;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>A grant's secrets in one column: <c>[{"hash": base64 of SHA-256, "until": UTC ticks of an overlap's end}]</c>.</summary>
internal static class SecretColumn
{
    public static string Write(ImmutableArray<GrantSecret> secrets) => JsonColumn.Text(json =>
    {
        json.WriteStartArray();
        foreach (var secret in secrets)
        {
            json.WriteStartObject();
            json.WriteBase64String("hash"u8, secret.Hash.AsSpan());
            if (secret.ValidUntil is { } until) json.WriteNumber("until"u8, until.UtcTicks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static ImmutableArray<GrantSecret> Read(ReadOnlySpan<byte> column)
    {
        var secrets = ImmutableArray.CreateBuilder<GrantSecret>();
        var json = new Utf8JsonReader(column);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject) secrets.Add(One(ref json));
        return secrets.DrainToImmutable();
    }

    private static GrantSecret One(ref Utf8JsonReader json)
    {
        ImmutableArray<byte> hash = [];
        DateTimeOffset? until = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isHash = json.ValueTextEquals("hash"u8);
            json.Read();
            if (isHash) hash = [.. json.GetBytesFromBase64()];
            else until = new DateTimeOffset(json.GetInt64(), TimeSpan.Zero);
        }
        return new GrantSecret(hash, until);
    }
}
