using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Recommendation;

/// <summary>
/// Writes the policy to start from: a whole document that can be pasted, for one tool or for a server. Every document passes
/// <c>baton policy check --tools</c> without a warning.
/// </summary>
public static class Recommender
{
    private static readonly JsonWriterOptions Style = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The document for one tool: it alone may be called, by its recommended rule.</summary>
    public static string ForTool(ToolVerdict verdict, RecommendationOptions? options = null)
        => ForServer([verdict], options, $"{verdict.Name}: the rule that Baton's catalogue recommends.");

    /// <summary>The document for a server, in the profile of the options.</summary>
    public static string ForServer(ImmutableArray<ToolVerdict> verdicts, RecommendationOptions? options = null, string? description = null)
    {
        options ??= RecommendationOptions.Default;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Style))
        {
            json.WriteStartObject();
            json.WriteString("version", "1");
            json.WriteString("description", description ?? $"Profile {PolicyProfiles.Word(options.Profile)}, recommended by Baton's catalogue.");
            json.WriteString("default", options.Profile == PolicyProfile.Open ? "allow" : "deny");
            if (options.Profile == PolicyProfile.Strict) WriteHidden(json, verdicts);
            json.WriteStartObject("tools");
            foreach (var verdict in verdicts.Where(verdict => IsListed(verdict, options.Profile)))
            {
                json.WritePropertyName(verdict.Name);
                new EntryWriter(json, options).Write(verdict);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Whether a name can be written as an exact name of a policy: one with <c>*</c> or <c>?</c> would be read as a glob and
    /// admit others, so such a tool is left to the default.
    /// </summary>
    public static bool CanName(string name) => name.AsSpan().IndexOfAny('*', '?') < 0 && !Text.Hidden.Any(name);

    private static bool IsListed(ToolVerdict verdict, PolicyProfile profile)
        => CanName(verdict.Name) && profile switch
        {
            PolicyProfile.Strict => verdict.Category == ToolCategory.Read && verdict.Severity != ToolSeverity.Critical,
            PolicyProfile.Open => verdict.Category != ToolCategory.Read,
            _ => true,
        };

    private static void WriteHidden(Utf8JsonWriter json, ImmutableArray<ToolVerdict> verdicts)
    {
        var hidden = verdicts.Where(verdict => CanName(verdict.Name)
            && verdict.Category is ToolCategory.Destructive or ToolCategory.Execute or ToolCategory.Financial).ToArray();
        if (hidden.Length == 0) return;
        json.WriteStartArray("hide");
        foreach (var verdict in hidden) json.WriteStringValue(verdict.Name);
        json.WriteEndArray();
    }
}
