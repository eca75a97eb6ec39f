using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Policy.Documents.Writing;

/// <summary>Writes documents as JSON, in the order of the reference; reading what it wrote gives an equal document.</summary>
public static class PolicyWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>The document in UTF-8.</summary>
    /// <param name="document">The document.</param>
    /// <param name="indented">Whether it is laid out for people.</param>
    public static byte[] Write(PolicyDocument document, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(document);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            json.WriteStartObject();
            Body(json, document);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Body(Utf8JsonWriter json, PolicyDocument document)
    {
        json.Text("$schema", document.Schema);
        json.WriteString("version", PolicyDocument.Version);
        json.Text("description", document.Description);
        json.Word<DefaultAction>("default", document.Default);
        json.Word("mode", document.Mode);
        json.Texts("hide", document.Hide);
        json.Flag("show_denied", document.ShowDenied);
        json.Word("definitions", document.Definitions);
        if (document.AllTools is not null) EntryWriter.Write(json, "all_tools", document.AllTools);
        Entries(json, "tools", document.Tools);
        if (document.Classes.Count > 0)
        {
            json.WriteStartObject("class");
            foreach (var (category, entry) in document.Classes) EntryWriter.Write(json, WordTable<ToolCategory>.Text(category), entry);
            json.WriteEndObject();
        }
        if (document.Resources is { } resources) Entries(json, "resources", resources);
        if (document.Prompts is { } prompts) Entries(json, "prompts", prompts);
        if (document.ServerRequests is { } requests)
        {
            json.WriteStartObject("server_requests");
            json.Word("sampling", requests.Sampling);
            json.Word("elicitation", requests.Elicitation);
            json.Word("roots", requests.Roots);
            json.WriteEndObject();
        }
        if (document.Tests.Count > 0) TestWriter.Write(json, document.Tests);
    }

    private static void Entries(Utf8JsonWriter json, string name, Sequence<NamedEntry> entries)
    {
        json.WriteStartObject(name);
        foreach (var entry in entries) EntryWriter.Write(json, entry.Name, entry.Entry);
        json.WriteEndObject();
    }
}
