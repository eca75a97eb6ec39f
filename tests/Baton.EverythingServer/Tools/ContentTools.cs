using Baton.EverythingServer.Content;

namespace Baton.EverythingServer.Tools;

/// <summary>Tools that answer with one kind of content each.</summary>
internal static class ContentTools
{
    private const string Image = $$"""{"type":"image","data":"{{Media.Png}}","mimeType":"image/png"}""";

    public static IEnumerable<Tool> All() =>
    [
        new("test_simple_text", "Returns a text.", """{"content":[{"type":"text","text":"This is a simple text response for testing."}]}"""),
        new("test_image_content", "Returns an image.", $$"""{"content":[{{Image}}]}"""),
        new("test_audio_content", "Returns audio.", $$"""{"content":[{"type":"audio","data":"{{Media.Wav}}","mimeType":"audio/wav"}]}"""),
        new("test_embedded_resource", "Returns an embedded resource.", """
            {"content":[{"type":"resource","resource":{"uri":"test://embedded-resource","mimeType":"text/plain","text":"This is an embedded resource content."}}]}
            """),
        new("test_multiple_content_types", "Returns a text, an image and a resource.", $$$"""
            {"content":[{"type":"text","text":"Multiple content types test:"},{{{Image}}},
             {"type":"resource","resource":{"uri":"test://mixed-content-resource","mimeType":"application/json","text":"{\"test\":\"data\",\"value\":123}"}}]}
            """),
        new("test_error_handling", "Always fails.", """
            {"isError":true,"content":[{"type":"text","text":"This tool intentionally returns an error for testing"}]}
            """),
    ];
}
