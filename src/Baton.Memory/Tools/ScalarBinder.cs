using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>Reads single values.</summary>
internal static class ScalarBinder
{
    public static Outcome<Bound> Bind(Parameter parameter, ref Utf8JsonReader reader, string path, MemoryLimits limits) => parameter.Kind switch
    {
        ParameterKind.Utf8 => Utf8(parameter, ref reader, path, limits),
        ParameterKind.Integer => Integer(parameter, ref reader, path),
        ParameterKind.Number => Number(parameter, ref reader, path),
        ParameterKind.Boolean => Boolean(parameter, ref reader, path),
        ParameterKind.Instant => Instant(parameter, ref reader, path),
        ParameterKind.Duration => Duration(parameter, ref reader, path, limits),
        _ => Text(parameter, ref reader, path),
    };

    private static Outcome<Bound> Text(Parameter parameter, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.String) return BindingFailure.WrongType(parameter.Name, "text", ref reader, path);
        var text = reader.GetString()!;
        return WordOf(parameter, text, path) is { } failure ? failure : new Bound(text);
    }

    /// <summary>Refuses what is not one of the parameter's words, where it has some.</summary>
    public static Failure? WordOf(Parameter parameter, string text, string path)
    {
        if (parameter.Words.IsEmpty || parameter.Words.Contains(text, StringComparer.Ordinal)) return null;
        var nearest = NearestName.Of(text, parameter.Words);
        return Fail.Invalid($"'{Excerpt.Line(text, 80)}' is no {parameter.Name}.", path,
            (nearest is null ? "" : $"Did you mean '{nearest}'? ") + $"Use {string.Join(", ", parameter.Words.Where(word => word.Length > 0))}.");
    }

    private static Outcome<Bound> Utf8(Parameter parameter, ref Utf8JsonReader reader, string path, MemoryLimits limits)
    {
        if (reader.TokenType != JsonTokenType.String) return BindingFailure.WrongType(parameter.Name, "text", ref reader, path);
        if (!reader.ValueIsEscaped)
        {
            _ = reader.GetString();
            ReadOnlyMemory<byte> plain = reader.ValueSpan.ToArray();
            return new Bound(plain);
        }
        var buffer = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(buffer);
        if (length > limits.BodyBytes) return Fail.TooLarge(parameter.Name, length, limits.BodyBytes, "bytes", path);
        ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, length);
        return new Bound(bytes);
    }

    private static Outcome<Bound> Integer(Parameter parameter, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.Number) return BindingFailure.WrongType(parameter.Name, "a whole number", ref reader, path);
        if (!reader.TryGetInt64(out var value))
        {
            if (!reader.TryGetDecimal(out var exact) || decimal.Truncate(exact) != exact || exact is > long.MaxValue or < long.MinValue)
            {
                return Fail.Invalid($"'{parameter.Name}' must be a whole number.", path);
            }
            value = (long)exact;
        }
        if (value < parameter.Least) return Fail.Invalid($"'{parameter.Name}' must be at least {parameter.Least}, not {value}.", path, null, parameter.Least);
        if (value > parameter.Most) return Fail.Invalid($"'{parameter.Name}' may be at most {parameter.Most}, not {value}.", path, null, parameter.Most);
        return new Bound(value);
    }

    private static Outcome<Bound> Number(Parameter parameter, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.Number) return BindingFailure.WrongType(parameter.Name, "a number", ref reader, path);
        if (!reader.TryGetDouble(out var value) || !double.IsFinite(value)) return Fail.Invalid($"'{parameter.Name}' is not a finite number.", path);
        if (value < parameter.Least || value > parameter.Most)
        {
            return Fail.Invalid($"'{parameter.Name}' lies between {parameter.Least} and {parameter.Most}.", path, null, parameter.Most);
        }
        return new Bound(value);
    }

    private static Outcome<Bound> Boolean(Parameter parameter, ref Utf8JsonReader reader, string path)
        => reader.TokenType switch
        {
            JsonTokenType.True => new Bound(true),
            JsonTokenType.False => new Bound(false),
            _ => BindingFailure.WrongType(parameter.Name, "true or false", ref reader, path),
        };

    private static Outcome<Bound> Instant(Parameter parameter, ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.String) return BindingFailure.WrongType(parameter.Name, "text with a time", ref reader, path);
        return Instants.TryParse(reader.GetString()!, out var instant, out var problem)
            ? new Bound(instant)
            : Fail.Invalid($"'{parameter.Name}': {problem}.", path, "Use RFC 3339 such as 2026-03-01T12:00:00Z, or a date such as 2026-03-01.");
    }

    private static Outcome<Bound> Duration(Parameter parameter, ref Utf8JsonReader reader, string path, MemoryLimits limits)
    {
        TimeSpan duration;
        string problem;
        bool good;
        if (reader.TokenType == JsonTokenType.String) good = Durations.TryParse(reader.GetString()!, limits.TimeToLive, out duration, out problem);
        else if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds)) good = Durations.TryFromSeconds(seconds, limits.TimeToLive, out duration, out problem);
        else return BindingFailure.WrongType(parameter.Name, "seconds or text such as 30d", ref reader, path);
        return good ? new Bound(duration) : Fail.Invalid($"'{parameter.Name}': {problem}.", path, "Use seconds, or a number with s, m, h, d or w, such as 30d.");
    }
}
