using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Changes single members of a JSON object and copies the text of all others.</summary>
internal sealed class ObjectSplicer(ReadOnlyMemory<byte> source, IBufferWriter<byte> output)
{
    private readonly List<(string Key, ReadOnlyMemory<byte> Value, bool MayAdd)> _changes = [];

    /// <summary>Gives a member another value if it is there.</summary>
    public void Replace(string key, ReadOnlyMemory<byte> value) => _changes.Add((key, value, false));

    /// <summary>Gives a member another value, or adds it at the end.</summary>
    public void Set(string key, ReadOnlyMemory<byte> value) => _changes.Add((key, value, true));

    /// <summary>Takes a member out if it is there.</summary>
    public void Remove(string key) => _changes.Add((key, default, false));

    public void Write()
    {
        var reader = new Utf8JsonReader(source.Span, StrictJson.Reading);
        reader.Read();
        var written = new HashSet<string>(StringComparer.Ordinal);
        var first = true;
        var copied = (int)reader.BytesConsumed;
        output.Write(source.Span[..copied]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var keyStart = (int)reader.TokenStartIndex;
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            var change = _changes.FindIndex(candidate => candidate.Key == key);
            if (change >= 0) written.Add(key);
            if (change < 0 || !_changes[change].Value.IsEmpty)
            {
                if (!first) output.Write(","u8);
                output.Write(source.Span[keyStart..valueStart]);
                output.Write(change < 0 ? source.Span[valueStart..end] : _changes[change].Value.Span);
                first = false;
            }
            copied = end;
        }
        Add(written, first);
        output.Write(source.Span[copied..].TrimStart(", \t\r\n"u8));
    }

    private void Add(HashSet<string> written, bool first)
    {
        foreach (var (key, value, mayAdd) in _changes)
        {
            if (!mayAdd || value.IsEmpty || written.Contains(key)) continue;
            if (!first) output.Write(","u8);
            using (var writer = new Utf8JsonWriter(output, JsonWriting.Options)) writer.WriteStringValue(key);
            output.Write(":"u8);
            output.Write(value.Span);
            first = false;
        }
    }
}
