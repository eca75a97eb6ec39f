using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Cli.Application;

namespace Baton.Cli.Bench;

/// <summary>Reads <c>locomo10.json</c>, the public file of the data set, or a part of it.</summary>
internal static partial class LocomoFile
{
    private const string DateFormat = "h:mm tt 'on' d MMMM, yyyy";

    /// <exception cref="CliException">It is not such a file.</exception>
    public static IReadOnlyList<LocomoConversation> Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.EnumerateArray().Select(ReadConversation)];
        }
        catch (Exception failed) when (failed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CliException(CliFailure.Usage(
                $"{path} is not a LoCoMo file: {failed.Message}", "Give the path of the public locomo10.json, an array of conversations with questions."));
        }
    }

    private static LocomoConversation ReadConversation(JsonElement sample)
    {
        var name = sample.GetProperty("sample_id").GetString()!;
        var conversation = sample.GetProperty("conversation");
        var turns = new List<LocomoTurn>();
        foreach (var session in conversation.EnumerateObject().Where(member => SessionName().IsMatch(member.Name)))
        {
            var at = DateTime.ParseExact(conversation.GetProperty(session.Name + "_date_time").GetString()!, DateFormat, CultureInfo.InvariantCulture);
            turns.AddRange(session.Value.EnumerateArray().Select((turn, index) => ReadTurn(name, session.Name, index + 1, turn, new DateTimeOffset(at, TimeSpan.Zero))));
        }
        var known = turns.Select(turn => turn.Id).ToHashSet();
        var questions = sample.GetProperty("qa").EnumerateArray().Select(question => ReadQuestion(name, question, known));
        return new LocomoConversation(name, turns, [.. questions.Where(question => question.Evidence.Count > 0)]);
    }

    private static LocomoTurn ReadTurn(string name, string session, int position, JsonElement turn, DateTimeOffset at) => new(
        $"{name}/{turn.GetProperty("dia_id").GetString()}", $"{name}/{session}", position,
        turn.GetProperty("speaker").GetString()!, turn.GetProperty("text").GetString()!, at);

    /// <summary>Some questions name several turns in one text, or turns that do not exist.</summary>
    private static LocomoQuestion ReadQuestion(string name, JsonElement question, HashSet<string> known) => new(
        question.GetProperty("question").GetString()!,
        question.GetProperty("category").GetInt32(),
        question.GetProperty("evidence").EnumerateArray().SelectMany(text => Separator().Split(text.GetString()!)).Select(id => $"{name}/{id}").Where(known.Contains).ToHashSet());

    [GeneratedRegex("^session_[0-9]+$")]
    private static partial Regex SessionName();

    [GeneratedRegex(@"[;,\s]+")]
    private static partial Regex Separator();
}
