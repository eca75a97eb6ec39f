using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Search.Locomo;

/// <summary>One conversation of the data set: turns in sessions, and questions with the turns that answer them.</summary>
internal sealed partial record LocomoConversation(string Name, IReadOnlyList<LocomoTurn> Turns, IReadOnlyList<LocomoQuestion> Questions)
{
    /// <summary>The file, from <c>BATON_LOCOMO</c> or beside the checkout; null where there is none.</summary>
    public static string? File
        => ((string?[])[Environment.GetEnvironmentVariable("BATON_LOCOMO"), Path.Combine(Repository.Root, "..", "shared", "data", "locomo-dev.json")])
            .FirstOrDefault(System.IO.File.Exists);

    public static IReadOnlyList<LocomoConversation> Load(string file)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static LocomoConversation Read(JsonElement sample)
    {
        var name = sample.GetProperty("sample_id").GetString()!;
        var turns = Sessions(sample.GetProperty("conversation")).SelectMany(session => TurnsOf(name, session)).ToList();
        var known = turns.Select(turn => turn.Id).ToHashSet();
        var questions = sample.GetProperty("qa").EnumerateArray().Select(question => new LocomoQuestion(
            question.GetProperty("question").GetString()!,
            question.GetProperty("category").GetInt32(),
            [.. question.GetProperty("evidence").EnumerateArray().SelectMany(text => Separator().Split(text.GetString()!)).Select(id => $"{name}/{id}").Where(known.Contains)]));
        return new LocomoConversation(name, turns, [.. questions.Where(question => question.Evidence.Count > 0)]);
    }

    private static IEnumerable<(int Number, JsonElement Turns, DateTimeOffset At)> Sessions(JsonElement conversation)
    {
        for (var number = 1; number < 100; number++)
        {
            if (!conversation.TryGetProperty($"session_{number}", out var turns)) continue;
            var at = DateTime.ParseExact(conversation.GetProperty($"session_{number}_date_time").GetString()!, "h:mm tt 'on' d MMMM, yyyy", CultureInfo.InvariantCulture);
            yield return (number, turns, new DateTimeOffset(at, TimeSpan.Zero));
        }
    }

    private static IEnumerable<LocomoTurn> TurnsOf(string name, (int Number, JsonElement Turns, DateTimeOffset At) session)
        => session.Turns.EnumerateArray().Select((turn, position) => new LocomoTurn(
            $"{name}/{turn.GetProperty("dia_id").GetString()}", $"{name} session {session.Number}", position + 1,
            turn.GetProperty("speaker").GetString()!, turn.GetProperty("text").GetString()!, session.At));

    [GeneratedRegex(@"[;,\s]+")]
    private static partial Regex Separator();
}

internal sealed record LocomoTurn(string Id, string Session, long Position, string Speaker, string Text, DateTimeOffset At);

internal sealed record LocomoQuestion(string Text, int Category, HashSet<string> Evidence);
