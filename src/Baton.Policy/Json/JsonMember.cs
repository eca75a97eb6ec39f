using System.Text;

namespace Baton.Policy.Json;

/// <summary>A name and its value.</summary>
internal readonly struct JsonMember(JsonView name, JsonView value)
{
    private readonly JsonView _name = name;

    public JsonView NameView => _name;

    public JsonView Value { get; } = value;

    public string Name => _name.GetString();

    public bool NameIs(ReadOnlySpan<byte> utf8)
        => _name.IsEscaped ? _name.GetString() == Encoding.UTF8.GetString(utf8) : _name.Raw.SequenceEqual(utf8);
}
