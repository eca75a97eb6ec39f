namespace Baton.Policy.Json;

/// <summary>
/// One value or member name on a <see cref="JsonTape"/>. <see cref="Start"/> and <see cref="Length"/> are the bytes of its text
/// (a string without its quotes); <see cref="Next"/> is the token after it and all it contains.
/// </summary>
internal struct JsonToken
{
    public int Start;
    public int Length;
    public int Next;
    public int Count;
    public JsonKind Kind;
    public bool Escaped;
}
