using System.Text.Json;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search;

/// <summary>
/// What a caller may not see changes nothing in any answer: not the hits, not a score, not a count, not an explanation.
/// </summary>
public sealed class SearchIsolationTests
{
    private static readonly string[] Words = ["tractor", "barley", "gearbox", "src/farm.cs", "Ann", "設計書", "yesterday", "E_CONN_4021"];

    private static readonly string[] Queries =
        ["tractor barley", "\"tractor gearbox\"", "farm.cs", "_CONN_40", "設計", "what did Ann say yesterday", "zeppelin", "the of"];

    [Fact]
    public void Search_RecordsThatAreHidden_ChangeNothing()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(15));

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var whole = await SearchRoom.OpenAsync();
        await using var seen = await SearchRoom.OpenAsync();
        var all = Enumerable.Range(0, random.Next(5, 40)).Select(_ => AnyRecord(random, whole)).ToArray();
        var visible = all.Where(record => record.Visibility == Visibility.Shared || (record.Project == "atlas" && (record.Visibility == Visibility.Project || record.Owner == "ada"))).ToArray();
        await whole.SaveAsync(all);
        await seen.SaveAsync([seen.Memory("")  with { Id = "m_x", Search = new SearchText("", "", ""), DeletedAt = seen.Now }]);
        await seen.SaveAsync(visible);
        await whole.SaveAsync([whole.Memory("")  with { Id = "m_x", Search = new SearchText("", "", ""), DeletedAt = seen.Now }]);
        foreach (var query in Queries)
        {
            Told(await AskAsync(whole, query)).ShouldBe(Told(await AskAsync(seen, query)), $"seed {seed}, {query}");
        }
    }

    private static async Task<SearchPage> AskAsync(SearchRoom room, string query)
    {
        var question = room.Question(query);
        return await room.AskAsync(question with { Scope = question.Scope with { Projects = ["atlas"] }, Limit = 5 });
    }

    /// <summary>Everything an answer tells.</summary>
    private static string Told(SearchPage page) => JsonSerializer.Serialize(new
    {
        Hits = page.Hits.Select(hit => new
        {
            hit.Record.Id, hit.Score, hit.Snippet.Text, hit.Duplicates, Context = hit.Context.Select(beside => beside.Id),
            Parts = hit.Parts.Select(part => $"{part.Name}={part.Value}"),
        }),
        page.Confidence, page.MatchedTerms, page.UnmatchedTerms, page.NextCursor, page.Total, page.Superseded, page.Expired, page.Explanation, page.Weights,
    });

    private static StoredVersion AnyRecord(Random random, SearchRoom room)
    {
        var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => Words[random.Next(Words.Length)]));
        var record = room.Memory(text, random.Next(3) == 0 ? "borea" : "atlas", random.Next(2) == 0 ? "ada" : "eve", keywords: random.Next(3) == 0 ? "Ann" : "");
        return record with
        {
            Visibility = (Visibility)random.Next(3),
            Thread = random.Next(2) == 0 ? "t" : null,
            Position = random.Next(2) == 0 ? random.Next(6) : null,
            ExpiresAt = random.Next(5) == 0 ? room.Now : null,
            SupersededBy = random.Next(6) == 0 ? "m_y" : null,
            Pinned = random.Next(5) == 0,
        };
    }
}
