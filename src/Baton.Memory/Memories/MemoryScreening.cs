using System.Text;
using Baton.Memory.Safety;

namespace Baton.Memory.Memories;

/// <summary>Which of a memory's fields are looked through for secrets and instructions: all that hold text.</summary>
internal static class MemoryScreening
{
    public static MemoryFields Clean(MemoryFields fields, Screening screening, string at) => fields with
    {
        Content = screening.Text(at + "/content", fields.Content),
        Value = fields.Value.Map(value => screening.Json(at + "/value", value)),
        Title = screening.Text(at + "/title", fields.Title),
        Tags = screening.List(at + "/tags", fields.Tags),
        Evidence = fields.Evidence.Map(pieces => [.. pieces.Select(piece => Encoding.UTF8.GetString(screening.Json(at + "/evidence", Encoding.UTF8.GetBytes(piece)).Span))]),
    };

    /// <summary>The fields that this write brings, as in the marks' paths.</summary>
    public static IEnumerable<string> GivenFields(MemoryFields fields)
    {
        if (fields.Content.Given || fields.Value.Given)
        {
            yield return "content";
            yield return "value";
        }
        if (fields.Title.Given) yield return "title";
        if (fields.Tags.Given) yield return "tags";
        if (fields.Evidence.Given) yield return "evidence";
    }
}
