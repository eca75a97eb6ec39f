using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Baton.Memory.Vault;

/// <summary>
/// One file: fields and the text below them, byte for byte. It carries the id and version it was made from and the hash of
/// everything else in it, so that an edit is recognised without any record of what was written before.
/// </summary>
/// <param name="Id">The record.</param>
/// <param name="Version">The version it was made from.</param>
/// <param name="IsEdited">Whether anything was changed since Baton wrote it.</param>
/// <param name="Fields">All fields.</param>
/// <param name="Body">The text.</param>
internal sealed record VaultDocument(string Id, int Version, bool IsEdited, FrontMatter Fields, ReadOnlyMemory<byte> Body)
{
    private const string HashField = "hash";
    private static ReadOnlySpan<byte> Fence => "---\n"u8;

    /// <summary>The mark that some editors put before UTF-8 text; it is no part of it.</summary>
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(FrontMatter fields, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(fields.ToString());
        return [.. Fence, .. head, .. Encoding.ASCII.GetBytes($"{HashField}: {Hash(head, body)}\n"), .. Fence, .. body];
    }

    /// <summary>Reads a file; null when Baton did not make it.</summary>
    /// <exception cref="FormatException">Baton made it, and its fields are no longer understood.</exception>
    public static VaultDocument? Read(ReadOnlyMemory<byte> file)
    {
        var rest = file.Span.StartsWith(Mark) ? file[Mark.Length..] : file;
        if (TakeLine(ref rest) is not { } opening || Text(opening) != "---") return null;
        var head = new ArrayBufferWriter<byte>();
        var lines = new List<string>();
        string? hash = null;
        while (true)
        {
            if (TakeLine(ref rest) is not { } line) return null;
            var text = Text(line);
            if (text == "---") break;
            if (text.StartsWith(HashField + ": ", StringComparison.Ordinal))
            {
                hash = text[(HashField.Length + 2)..];
                continue;
            }
            head.Write(line.Span);
            lines.Add(text);
        }
        var fields = FrontMatter.Read(lines);
        if (fields.Text("id") is not { } id || hash is null) return null;
        if (!int.TryParse(fields.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)) throw new FormatException("The field 'version' is no number.");
        if (!Utf8.IsValid(file.Span)) throw new FormatException("The file is no UTF-8 text: save it in that encoding.");
        return new VaultDocument(id, version, Hash(head.WrittenSpan, rest.Span) != hash, fields, rest);
    }

    /// <summary>The next line with its end, or null when there is no whole one.</summary>
    private static ReadOnlyMemory<byte>? TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        if (end < 0) return null;
        var line = rest[..(end + 1)];
        rest = rest[(end + 1)..];
        return line;
    }

    private static string Text(ReadOnlyMemory<byte> line) => Encoding.UTF8.GetString(line.Span).TrimEnd('\n', '\r');

    private static string Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
