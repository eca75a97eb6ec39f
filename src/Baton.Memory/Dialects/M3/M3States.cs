using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.M3;

/// <summary>Tasks' states in M3's words.</summary>
internal static class M3States
{
    public const string InProgress = "in_progress";

    private static readonly (string Word, string Status)[] Words =
    [
        ("pending", TaskState.Open), (InProgress, TaskState.Claimed), ("blocked", TaskState.Blocked),
        ("completed", TaskState.Done), ("failed", TaskState.Failed), ("cancelled", TaskState.Cancelled),
    ];

    public static string WordOf(string status) => Words.First(pair => pair.Status == status).Word;

    public static Outcome<string> StatusOf(string word)
        => Words.FirstOrDefault(pair => pair.Word == word).Status is { } status ? status
            : Fail.Invalid($"'{Excerpt.Line(word, 60)}' is no state.", "/state", $"Use {string.Join(", ", Words.Select(pair => pair.Word))}.");
}
