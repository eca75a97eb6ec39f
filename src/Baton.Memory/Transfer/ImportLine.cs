using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Keys;
using Baton.Memory.Limits;
using Baton.Memory.Operations;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>One line of an export, read.</summary>
internal abstract record ImportLine
{
    public sealed record Header(int Version) : ImportLine;

    public sealed record OfProject(Project Project) : ImportLine;

    public sealed record OfSegment(string Hash, ReadOnlyMemory<byte> Bytes) : ImportLine;

    public sealed record OfVersion(RecordKind Kind, ReadOnlyMemory<byte> Data) : ImportLine;

    public sealed record OfLink(StoredLink Link, StoredLinkEnd? End) : ImportLine;

    /// <summary>A link whose other end a bundle leaves out.</summary>
    public sealed record OfOutsideLink(OfLink Line) : ImportLine;

    public sealed record OfTombstone(Tombstone Tombstone) : ImportLine;

    /// <exception cref="JsonException">The line is none of them.</exception>
    public static ImportLine Read(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.NextMember(out var name))
        {
            throw new JsonException("The line is no JSON object of an export.");
        }
        try
        {
            ImportLine read = name switch
            {
                ExportFormat.Header => new Header(reader.GetInt32()),
                ExportFormat.Project => ReadProject(ref reader),
                ExportFormat.Segment => ReadSegment(ref reader),
                ExportFormat.Link => ReadLink(ref reader),
                ExportFormat.OutsideLink => new OfOutsideLink(ReadLink(ref reader)),
                ExportFormat.Tombstone => ReadTombstone(ref reader),
                _ => ReadVersion(line, ref reader, name),
            };
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject) throw new JsonException($"After '{name}' comes something that no line of an export has.");
            reader.Read();
            return read;
        }
        catch (Exception wrong) when (IsOfAValue(wrong))
        {
            throw new JsonException($"A member of '{name}' has the wrong type or is out of range.", wrong);
        }
    }

    /// <summary>Whether a value that is good JSON could not be what its member means: another type, a number too large, no base64.</summary>
    public static bool IsOfAValue(Exception problem) => problem is InvalidOperationException or FormatException or OverflowException or ArgumentException;

    private static OfVersion ReadVersion(ReadOnlyMemory<byte> line, ref Utf8JsonReader reader, string name)
    {
        return KindOf(name) is { } kind
            ? new OfVersion(kind, line.Slice(ref reader).ToArray())
            : throw new JsonException($"'{name}' is no line of an export: project, segment, link, tombstone, or a kind of record.");
    }

    private static RecordKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            if (RecordFinder.NameOf(kind) == name) return kind;
        }
        return null;
    }

    private static OfSegment ReadSegment(ref Utf8JsonReader reader)
    {
        var hash = reader.Required();
        if (!reader.NextMember(out var form)) throw new JsonException("The segment has no bytes.");
        return new OfSegment(hash, form == ExportFormat.Base64 ? reader.GetBytesFromBase64() : TextBytes(ref reader));
    }

    /// <summary>A text's own bytes, with no copy of it as characters on the way.</summary>
    private static ReadOnlyMemory<byte> TextBytes(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }

    private static OfProject ReadProject(ref Utf8JsonReader reader)
    {
        string name = "", secrets = "redact";
        string? remote = null;
        var approve = false;
        TimeSpan? retention = null;
        DateTimeOffset created = default;
        while (reader.NextMember(out var member))
        {
            switch (member)
            {
                case "name": name = reader.Required(); break;
                case "remote": remote = reader.GetString(); break;
                case "secrets": secrets = reader.Required(); break;
                case "approve_suspicious": approve = reader.GetBoolean(); break;
                case "created_at": created = reader.Instant(); break;
                case "retention_seconds": retention = TimeSpan.FromSeconds(reader.GetInt64()); break;
                default: reader.Skip(); break;
            }
        }
        if (string.IsNullOrWhiteSpace(name)) throw new JsonException("The project has no name.");
        if (KeyRules.Normalise(name, MemoryLimits.Default.KeyLength, out var problem) is not { } clean) throw new JsonException($"The project's name {problem}.");
        if (clean != name) throw new JsonException($"A project's name has no white space around it: '{clean}'.");
        if (retention <= TimeSpan.Zero) throw new JsonException("retention_seconds must be above zero; without it the project keeps its records for ever.");
        if (secrets.Length == 0 || !Enum.TryParse<SecretsMode>(secrets, ignoreCase: true, out var mode) || !Enum.IsDefined(mode) || char.IsAsciiDigit(secrets[0])) throw new JsonException($"'{secrets}' is no secrets mode.");
        return new OfProject(new Project { Name = name, Remote = remote, Secrets = mode, ApproveSuspicious = approve, CreatedAt = created, Retention = retention });
    }

    private static OfLink ReadLink(ref Utf8JsonReader reader)
    {
        string from = "", to = "", relation = "";
        DateTimeOffset at = default, removedAt = default;
        Provenance? by = null, removedBy = null;
        while (reader.NextMember(out var member))
        {
            switch (member)
            {
                case "from": from = reader.Required(); break;
                case "to": to = reader.Required(); break;
                case "relation": relation = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "removed_at": removedAt = reader.Instant(); break;
                case "removed_by": removedBy = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        var link = new StoredLink(from, to, relation, by ?? throw new JsonException("The link has no provenance."), at);
        return new OfLink(link, removedBy is null ? null : new StoredLinkEnd(removedBy, removedAt));
    }

    private static OfTombstone ReadTombstone(ref Utf8JsonReader reader)
    {
        string id = "", kind = "", why = "";
        DateTimeOffset at = default;
        Provenance? by = null;
        while (reader.NextMember(out var member))
        {
            switch (member)
            {
                case "id": id = reader.Required(); break;
                case "kind": kind = reader.Required(); break;
                case "why": why = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new OfTombstone(new Tombstone(
            id, KindOf(kind) ?? throw new JsonException($"'{kind}' is no kind of record."), at,
            by ?? throw new JsonException("The tombstone has no provenance."), why));
    }
}
