using System.Buffers;

namespace Baton.Policy.Json;

/// <summary>A decoded string in a buffer of the caller's, or a rented one when it is long.</summary>
internal ref struct JsonText
{
    private char[]? _rented;

    public JsonText(JsonView view, Span<char> buffer)
    {
        if (view.Raw.Length > buffer.Length) buffer = _rented = ArrayPool<char>.Shared.Rent(view.Raw.Length);
        Span = buffer[..view.CopyString(buffer)];
    }

    public ReadOnlySpan<char> Span { get; }

    public void Dispose()
    {
        if (_rented is null) return;
        ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
    }
}
