using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Tasks;

/// <summary>
/// From which status a task may go to which. What is finished can only be opened again, so that every new attempt starts
/// where anyone can claim it.
/// </summary>
internal static class TaskTransitions
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Legal = new Dictionary<string, ImmutableArray<string>>
    {
        [TaskState.Open] = [TaskState.Claimed, TaskState.Blocked, TaskState.Done, TaskState.Failed, TaskState.Cancelled],
        [TaskState.Claimed] = [TaskState.Open, TaskState.Blocked, TaskState.Done, TaskState.Failed, TaskState.Cancelled],
        [TaskState.Blocked] = [TaskState.Open, TaskState.Failed, TaskState.Cancelled],
        [TaskState.Done] = [TaskState.Open],
        [TaskState.Failed] = [TaskState.Open, TaskState.Cancelled],
        [TaskState.Cancelled] = [TaskState.Open],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<string> From(string status) => Legal[status];

    /// <summary>Why a task may not go to a status, naming those it may go to; null when it may, or is there already.</summary>
    public static Failure? Refuse(TaskRecord task, string to, DateTimeOffset now, string path)
    {
        var from = task.StatusAt(now);
        if (to == from || From(from).Contains(to, StringComparer.Ordinal)) return null;
        return new Failure(FailureCode.Invalid, $"{task.Id} is {from}; it cannot become {to}.")
        {
            Path = path,
            Hint = $"From {from} a task can become: {string.Join(", ", From(from))}.",
            DetailsJson = Encoding.UTF8.GetString(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("status", from);
                json.AllTexts("legal", From(from));
                json.WriteEndObject();
            }).Span),
        };
    }
}
