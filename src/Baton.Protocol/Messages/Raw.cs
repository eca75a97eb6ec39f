using System.Text.Json;

namespace Baton.Protocol.Messages;

/// <summary>Slices of a message at the reader's position.</summary>
internal static class Raw
{
    /// <summary>Moves from a key past its value and returns the value's text as it stands.</summary>
    public static ReadOnlyMemory<byte> Value(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        reader.Read();
        return Current(message, ref reader);
    }

    /// <summary>The text of the value that the reader has just begun, which it then passes over.</summary>
    public static ReadOnlyMemory<byte> Current(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return message[start..(int)reader.BytesConsumed];
    }
}
