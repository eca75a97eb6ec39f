using System.Diagnostics.CodeAnalysis;
using System.Text;
using Baton.Policy.Canonical;

namespace Baton.Policy.Json;

/// <summary>
/// A JSON value as a document holds it: immutable, compared by value (numbers exactly, objects without regard to order).
/// </summary>
public sealed class JsonLiteral : IEquatable<JsonLiteral>
{
    private readonly JsonTape _tape;

    private JsonLiteral(JsonTape tape) => _tape = tape;

    /// <summary>The text, as written.</summary>
    public ReadOnlySpan<byte> Utf8 => _tape.Text;

    internal JsonView View => _tape.Root;

    /// <summary>Reads one JSON value strictly; <paramref name="error"/> says why it was refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JsonLiteral? literal, out string? error)
    {
        var tape = new JsonTape();
        var good = tape.TryRead(utf8.ToArray());
        literal = good ? new JsonLiteral(tape) : null;
        error = tape.Error;
        return good;
    }

    /// <summary>Reads one JSON value that is known to be good.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static JsonLiteral Parse(string json) => new(JsonTape.Parse(Encoding.UTF8.GetBytes(json)));

    /// <inheritdoc/>
    public bool Equals(JsonLiteral? other) => other is not null && JsonEquality.AreEqual(View, other.View);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonLiteral);

    /// <inheritdoc/>
    public override int GetHashCode() => CanonicalJson.Write(View).Length;

    /// <summary>The text, as written.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_tape.Text);
}
