using System.Globalization;
using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions;

/// <summary>A value that a condition compares: JSON from the arguments or the document, or a fact about the call.</summary>
internal readonly struct Subject
{
    private readonly string? _text;
    private readonly int _number;

    public Subject(JsonView view)
    {
        View = view;
        Kind = view.Kind;
    }

    public Subject(string? text)
    {
        _text = text;
        Kind = text is null ? JsonKind.Missing : JsonKind.String;
    }

    public Subject(int number)
    {
        _number = number;
        Kind = JsonKind.Number;
    }

    public JsonKind Kind { get; }

    /// <summary>The JSON behind it; nothing for facts.</summary>
    public JsonView View { get; }

    public bool IsFact => View.Kind == JsonKind.Missing;

    public bool IsAbsent => Kind is JsonKind.Missing or JsonKind.Null;

    public string FactText => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    public string KindName => Kind switch
    {
        JsonKind.Missing => "missing",
        JsonKind.Null => "null",
        JsonKind.Number => "a number",
        JsonKind.String => "a string",
        JsonKind.Array => "a list",
        JsonKind.Object => "an object",
        _ => "true or false",
    };

    /// <summary>The exact number; <paramref name="buffer"/> lends room for a fact's digits.</summary>
    public ExactNumber Number(Span<byte> buffer)
    {
        if (!IsFact) return View.GetNumber();
        _number.TryFormat(buffer, out var written, provider: CultureInfo.InvariantCulture);
        return ExactNumber.Parse(buffer[..written]);
    }

    public override string ToString() => IsFact ? FactText : Kind == JsonKind.String ? View.GetString() : Encoding.UTF8.GetString(View.Raw);
}
