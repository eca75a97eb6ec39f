using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Protocol.Json;

/// <summary>How Baton writes JSON: UTF-8 text stays UTF-8 text, since nothing here is embedded in HTML.</summary>
public static class JsonWriting
{
    /// <summary>Options for every <see cref="Utf8JsonWriter"/>; callers write well-formed structure, so it is not checked twice.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
