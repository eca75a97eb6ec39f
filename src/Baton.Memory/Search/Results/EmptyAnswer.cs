using Baton.Memory.Search.Queries;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Search.Results;

/// <summary>Says why there is nothing, or what was unusual about the question, and what to do.</summary>
internal static class EmptyAnswer
{
    private const int MostTermsNamed = 12;

    /// <summary>Counted no further, and without the filters that few may pass: that a search found nothing must not cost a look at all there is.</summary>
    private const int MostCounted = 500;

    public static async ValueTask<string> ExplainAsync(
        IMemoryReader reader, Scope scope, RecordFilter filter, SearchQuery query, TextHits found, int shown)
    {
        if (query.Terms.IsEmpty) return "The question holds no word to search for, only signs. Give words, a name, or an identifier.";
        if (query.OnlyStopWords && found.Hits.Count > 0) return "The question holds only common words, so these were searched for.";
        if (query.LeftOut > 0 && found.Hits.Count > 0) return $"The question is long: its first {query.Terms.Length} different words were searched for, {query.LeftOut} were not.";
        if (shown > 0) return "There are no further hits.";
        var count = await reader.CountAsync(scope, new RecordFilter { Kind = filter.Kind, Project = filter.Project }, MostCounted + 1);
        var passed = PassedOver(found);
        if (count == 0) return $"Nothing is there to search with these filters.{passed} Leave out project, type or tags to look further.";
        var terms = string.Join(", ", query.Terms.Select(term => term.Written).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTermsNamed).Select(term => $"'{Excerpt.Line(term, 60)}'"));
        var counted = count > MostCounted ? $"more than {MostCounted}" : $"{count}";
        return $"None of {counted} record(s) fits these filters and holds any of: {terms}.{passed} Try other words, or leave out filters.";
    }

    private static string PassedOver(TextHits found)
    {
        var expired = found.Expired > 0 ? $" {found.Expired} that matched have expired." : "";
        return found.Superseded > 0 ? $"{expired} {found.Superseded} that matched are superseded." : expired;
    }
}
