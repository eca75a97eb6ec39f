using Baton.Memory.Safety;

namespace Baton.Memory.Tasks;

/// <summary>Which of a task's fields are looked through for secrets and instructions: all that hold text.</summary>
internal static class TaskScreening
{
    public static TaskFields Clean(TaskFields fields, Screening screening) => fields with
    {
        Title = screening.Text("/title", fields.Title),
        Description = screening.Text("/description", fields.Description),
        Outcome = screening.Text("/outcome", fields.Outcome),
        Tags = screening.List("/tags", fields.Tags),
    };

    /// <summary>The fields that this write brings: marks on them are replaced, marks on others stay.</summary>
    public static IEnumerable<string> GivenFields(TaskFields fields)
    {
        if (fields.Title.Given) yield return "title";
        if (fields.Description.Given) yield return "description";
        if (fields.Outcome.Given) yield return "outcome";
        if (fields.Tags.Given) yield return "tags";
    }
}
