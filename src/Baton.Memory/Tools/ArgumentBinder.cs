using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Text;

namespace Baton.Memory.Tools;

/// <summary>
/// Reads a call's arguments strictly: one JSON object, no key twice, no unknown field, every value of its declared type. What
/// is wrong is said with its place; nothing throws, whatever the bytes.
/// </summary>
internal sealed class ArgumentBinder(MemoryLimits limits)
{
    private const string IdempotencyKey = "idempotency_key";
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    public Outcome<Arguments> Bind(ImmutableArray<Parameter> parameters, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty) json = "{}"u8.ToArray();
        try
        {
            var reader = new Utf8JsonReader(json.Span, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Fail.Invalid("arguments must be a JSON object.", "", "Pass named arguments.");
            }
            var outcome = BindObject(parameters, json, ref reader, "");
            if (outcome.Succeeded && (reader.Read() || reader.BytesConsumed != json.Length)) return Fail.Invalid("There is text after the arguments.", "");
            return outcome;
        }
        catch (JsonException exception)
        {
            return Fail.Invalid($"arguments are not valid JSON: {Excerpt.Line(exception.Message, 200)}", "");
        }
        catch (InvalidOperationException)
        {
            return Fail.Invalid("arguments hold text that is not valid Unicode: a lone surrogate or broken UTF-8.", "", "Send valid UTF-8; escape pairs of surrogates together.");
        }
    }

    private Outcome<Arguments> BindObject(ImmutableArray<Parameter> parameters, ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, string at)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var parameter = parameters.FirstOrDefault(known => known.Name == name);
            if (parameter is null) return Unknown(name, parameters, at);
            var path = $"{at}/{name}";
            if (values.ContainsKey(name)) return Fail.Invalid($"'{name}' is given twice.", path, "Give it once.");
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (!BindValue(parameter, json, ref reader, path).TryGet(out var value, out var failure)) return failure;
            values[name] = value.Content;
            if (name == IdempotencyKey) continue;
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(json.Span[start..(int)reader.BytesConsumed]);
        }
        foreach (var parameter in parameters)
        {
            if (parameter.Required && values.GetValueOrDefault(parameter.Name) is null)
            {
                return Fail.Invalid($"'{parameter.Name}' is required.", $"{at}/{parameter.Name}", parameter.About);
            }
        }
        return new Arguments(values, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private Outcome<Bound> BindValue(Parameter parameter, ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.Null && parameter.Kind != ParameterKind.Json) return new Bound(null);
        return parameter.Kind switch
        {
            ParameterKind.Objects or ParameterKind.TextsOrObjects => BindObjects(parameter, json, ref reader, path),
            ParameterKind.Texts => ListBinder.BindTexts(parameter, ref reader, path, limits),
            ParameterKind.Files => ListBinder.BindFiles(ref reader, path, limits),
            ParameterKind.Json => new Bound(JsonBinder.Bind(json, ref reader)),
            ParameterKind.JsonList => JsonBinder.BindList(json, ref reader, path, limits),
            _ => ScalarBinder.Bind(parameter, ref reader, path, limits),
        };
    }

    private Outcome<Bound> BindObjects(Parameter parameter, ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return BindingFailure.WrongType(parameter.Name, "a list", ref reader, path);
        var items = ImmutableArray.CreateBuilder<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = $"{path}/{items.Count}";
            if (reader.TokenType == JsonTokenType.String && parameter.Kind == ParameterKind.TextsOrObjects)
            {
                items.Add(reader.GetString()!);
                continue;
            }
            if (reader.TokenType != JsonTokenType.StartObject) return BindingFailure.WrongItem(parameter.Name, "an object", ref reader, place);
            if (!BindObject(parameter.Members, json, ref reader, place).TryGet(out var item, out var failure)) return failure;
            items.Add(item);
        }
        return items.Count > limits.BatchItems
            ? Fail.TooLarge(parameter.Name, items.Count, limits.BatchItems, "items", path, "Send them in several calls.")
            : new Bound(items.DrainToImmutable());
    }

    private static Failure Unknown(string name, ImmutableArray<Parameter> parameters, string at)
    {
        var names = parameters.Select(parameter => parameter.Name).ToList();
        var nearest = name == "ref" && names.Contains("id") ? "id" : NearestName.Of(name, names);
        var hint = nearest is not null ? $"Did you mean '{nearest}'?" : names.Count > 0 ? $"Known: {string.Join(", ", names)}." : "It takes none.";
        return Fail.Invalid($"'{Excerpt.Line(name, 80)}' is not a parameter.", $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", hint);
    }
}

/// <summary>A value that was read; its content is null where the caller wrote <c>null</c>.</summary>
internal readonly record struct Bound(object? Content);
