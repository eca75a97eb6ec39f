using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Expectations;

/// <summary>
/// Expectations as JSON Lines: in the data folder, or in a file of the user's own that can be kept with a project.
/// </summary>
internal sealed class ExpectationFile(string path)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In the order they were saved; none when there is no file.</summary>
    /// <exception cref="CliException">A line is no expectation.</exception>
    public IReadOnlyList<Expectation> Read()
    {
        if (!File.Exists(path)) return [];
        return [.. File.ReadLines(path).Select((line, index) => (Line: line, Number: index + 1)).Where(line => line.Line.Length > 0).Select(line => Parse(line.Line, line.Number))];
    }

    /// <summary>Adds one, or replaces the one with the same question and project.</summary>
    public void Save(Expectation expectation)
    {
        var kept = Read().Where(other => other.Query != expectation.Query || other.Project != expectation.Project).Append(expectation);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllLines(draft, kept.Select(Write));
        File.Move(draft, path, overwrite: true);
    }

    private Expectation Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new Expectation(
                Text(root.GetProperty("query")),
                root.TryGetProperty("project", out var project) ? project.GetString() : null,
                root.GetProperty("within").GetInt32(),
                Ids(root, "has"), Ids(root, "not"), Ids(root, "found"));
        }
        catch (Exception failed) when (failed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CliException(CliFailure.Usage($"{path}, line {number}: {failed.Message}", "Each line is one expectation as baton memory expect wrote it."));
        }
    }

    private static ImmutableArray<string> Ids(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(Text)];

    private static string Text(JsonElement value) => value.GetString() ?? throw new JsonException("null is no text.");

    private static string Write(Expectation expectation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("query", expectation.Query);
            if (expectation.Project is { } project) json.WriteString("project", project);
            json.WriteNumber("within", expectation.Within);
            foreach (var (name, ids) in (ReadOnlySpan<(string, ImmutableArray<string>)>)[("has", expectation.Has), ("not", expectation.Not), ("found", expectation.Found)])
            {
                json.WriteStartArray(name);
                foreach (var id in ids) json.WriteStringValue(id);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
