using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>
/// Applies a <see cref="Rewrite"/> to a judged message by splicing its bytes, then reads the outcome again: what leaves must be
/// the call that was judged.
/// </summary>
public static class MessageRewriter
{
    /// <summary>The message that goes out.</summary>
    /// <exception cref="InvalidOperationException">The rewritten message does not read as the judged call; it must not be sent.</exception>
    public static Envelope Apply(Envelope judged, Rewrite rewrite)
    {
        var output = new ArrayBufferWriter<byte>(judged.Message.Length + 256);
        var top = new ObjectSplicer(judged.Message, output);
        if (!rewrite.Id.IsEmpty && judged.Kind != MessageKind.Notification) top.Replace("id", rewrite.Id);
        if (NewParams(judged, rewrite) is { } parameters) top.Set("params", parameters);
        top.Write();

        var read = MessageReader.Read(output.WrittenMemory, int.MaxValue);
        if (!read.TryGet(out var rewritten, out var error)) throw new InvalidOperationException($"The rewritten message is not one: {error.Message}");
        if (!SameCall.As(judged, rewritten, rewrite.Name)) throw new InvalidOperationException("The rewritten message is another call than the judged one.");
        return rewritten;
    }

    private static ReadOnlyMemory<byte>? NewParams(Envelope judged, Rewrite rewrite)
    {
        if (rewrite.Name is null && rewrite.ProgressToken.IsEmpty && rewrite.Meta.Count == 0) return null;
        var output = new ArrayBufferWriter<byte>(judged.Params.Length + 256);
        var splicer = new ObjectSplicer(judged.Params.IsEmpty ? "{}"u8.ToArray() : judged.Params, output);
        if (rewrite.Name is { } name) splicer.Replace("name", Quoted(name));
        if (NewMeta(judged, rewrite) is { } meta) splicer.Set("_meta", meta);
        splicer.Write();
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte>? NewMeta(Envelope judged, Rewrite rewrite)
    {
        var token = judged.ProgressToken.IsEmpty ? default : rewrite.ProgressToken;
        if (token.IsEmpty && rewrite.Meta.Count == 0) return null;
        var output = new ArrayBufferWriter<byte>(judged.Meta.Length + 256);
        var splicer = new ObjectSplicer(judged.Meta.IsEmpty ? "{}"u8.ToArray() : judged.Meta, output);
        if (!token.IsEmpty) splicer.Replace(MetaKey.ProgressToken, token);
        foreach (var (key, value) in rewrite.Meta)
        {
            if (value.IsEmpty) splicer.Remove(key);
            else splicer.Set(key, value);
        }
        splicer.Write();
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Quoted(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(output, JsonWriting.Options)) writer.WriteStringValue(text);
        return output.WrittenMemory;
    }
}
