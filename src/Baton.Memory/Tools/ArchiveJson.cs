using System.Globalization;
using System.Text.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Tools;

/// <summary>Archives in replies: everything but their text.</summary>
internal static class ArchiveJson
{
    public const string Schema =
        """{"type":"object","properties":{"id":{"type":"string"},"project":{"type":"string"},"version":{"type":"integer"},"bytes":{"type":"integer"},"sha256":{"type":"string"}},"required":["id","project","version","bytes","sha256"]}""";

    public static void Record(Utf8JsonWriter json, Archive archive)
    {
        json.WriteStartObject("archive");
        ArchiveWriter.WriteMembers(json, archive);
        json.WriteEndObject();
    }

    public static string Line(Archive archive)
        => string.Create(CultureInfo.InvariantCulture, $"{archive.Id} version {archive.Version}, project {HandoffText.Word(archive.Project)}, {archive.Bytes} bytes, SHA-256 {archive.Sha256}");
}
