using System.Globalization;
using System.Text.Json;

namespace Baton.Policy.Documents.Writing;

/// <summary>Writes the tests that a document carries.</summary>
internal static class TestWriter
{
    public static void Write(Utf8JsonWriter json, Sequence<TestConfig> tests)
    {
        json.WriteStartArray("tests");
        foreach (var test in tests)
        {
            json.WriteStartObject();
            json.WriteString("name", test.Name);
            Call(json, test.Call);
            json.WriteString("expect", test.Expect);
            json.Text("rule", test.Rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Call(Utf8JsonWriter json, TestCallConfig call)
    {
        json.WriteStartObject("call");
        json.Text("tool", call.Tool);
        json.Text("resource", call.Resource);
        json.Text("prompt", call.Prompt);
        json.Literal("args", call.Arguments);
        json.Word("category", call.Category);
        json.Text("server", call.Server);
        if (call.Caller is { } caller)
        {
            json.WriteStartObject("caller");
            json.Text("grant", caller.Grant);
            json.Text("principal", caller.Principal);
            json.Text("session", caller.Session);
            json.WriteEndObject();
        }
        if (call.At is { } at) json.WriteString("at", at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
