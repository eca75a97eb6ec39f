using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Ranking;

/// <summary>More of what speaks for a record never ranks it lower: each sign is raised by itself, among any other records.</summary>
public sealed class RankingMonotoneTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Candidate> Candidates =
        from body in Gen.Choose(0, 3)
        from other in Gen.Choose(0, 2)
        from title in Gen.Choose(0, 1)
        from keyword in Gen.Choose(0, 1)
        from words in Gen.Choose(1, 60)
        from flags in Gen.Choose(0, 63)
        from shares in Gen.Choose(0, 100).ArrayOf(4)
        from age in Gen.Choose(0, 500)
        select new Candidate
        {
            Id = "", When = Now.AddDays(-age), RecordedAt = Now.AddDays(-age), Pinned = (flags & 1) != 0,
            Text = new CandidateText([(byte)body, (byte)other], [(byte)title, 0], [(byte)keyword, 0], words, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0, ""),
            Trust = (shares[0] / 50.0) - 1, Phrases = shares[1] / 100.0, Pieces = shares[2] / 100.0, Meaning = shares[3] / 100.0,
            EndedAt = (flags & 16) != 0 ? Now.AddDays(-1) : null, Type = (flags & 32) != 0 ? "context" : null,
        };

    public static TheoryData<string> Signs => [.. Raised.Keys];

    private static Dictionary<string, Func<Candidate, Candidate>> Raised { get; } = new()
    {
        ["an occurrence"] = one => With(one, text => text with { Body = [(byte)(text.Body[0] + 1), text.Body[1]] }),
        ["the other term"] = one => With(one, text => text with { Body = [text.Body[0], (byte)(text.Body[1] + 1)] }),
        ["the title"] = one => With(one, text => text with { Title = [(byte)(text.Title[0] + 1), 0] }),
        ["a keyword"] = one => With(one, text => text with { Keywords = [(byte)(text.Keywords[0] + 1), 0] }),
        ["fewer words"] = one => With(one, text => text with { Words = (text.Words / 2) + 1 }),
        ["a label"] = one => With(one, text => text with { NamesLabel = true }),
        ["no question"] = one => With(one, text => text with { Asks = false }),
        ["a figure"] = one => With(one, text => text with { HasFigure = true }),
        ["a pin"] = one => Copy(one, pinned: true),
        ["trust"] = one => Copy(one, trust: Math.Min(1, one.Trust + 0.3)),
        ["phrases"] = one => Copy(one, phrases: Math.Min(1, one.Phrases + 0.3)),
        ["pieces"] = one => Copy(one, pieces: Math.Min(1, one.Pieces + 0.3)),
        ["meaning"] = one => Copy(one, meaning: Math.Min(1, one.Meaning + 0.3)),
        ["a later writing"] = one => Copy(one, recordedAt: one.RecordedAt + ((Now - one.RecordedAt) / 2)),
        ["being still so"] = one => Copy(one, endedAt: Now.AddDays(1)),
    };

    [Theory, MemberData(nameof(Signs))]
    public void Rank_MoreOfOneSign_NeverPutsARecordBehindAnyThatItWasBeforeOf(string sign)
        => Prop.ForAll(Candidates.ListOf(6).ToArbitrary(), drawn =>
        {
            var (one, others) = (drawn[0], drawn.Skip(1).Select((other, number) => Named(other, $"b{number}")).ToList());
            var before = Rank([Named(one, "a"), .. others]);
            var after = Rank([Named(Raised[sign](one), "a"), .. others]);
            after.IndexOf("a").ShouldBeLessThanOrEqualTo(before.IndexOf("a"));
        }).Check(Repeatable.Config.WithMaxTest(150));

    [Fact]
    public void Rank_InWhateverOrderTheyCome_IsTheSame()
        => Prop.ForAll(Candidates.ListOf(8).ToArbitrary(), Gen.Choose(0, 9999).ToArbitrary(), (drawn, seed) =>
        {
            var named = drawn.Select((one, number) => Named(one, $"m{number}")).ToList();
            var shuffled = named.ToArray();
            new Random(seed).Shuffle(shuffled);
            Rank([.. shuffled]).ShouldBe(Rank(named));
        }).Check(Repeatable.Config.WithMaxTest(100));

    /// <summary>The inverse document frequency is above nothing and falls as a term gets commoner, also where the counts disagree.</summary>
    [Fact]
    public void Weight_OfATerm_FallsWithItsFrequencyAndIsNeverNegative()
        => Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(0, 1200).ToArbitrary(), (records, frequency) =>
        {
            var statistics = new TermStatistics(records, 10, [frequency, frequency + 1]);
            statistics.Weight(0).ShouldBeGreaterThan(0);
            if (frequency + 1 <= records) statistics.Weight(1).ShouldBeLessThan(statistics.Weight(0));
        }).Check(Repeatable.Config.WithMaxTest(300));

    private static List<string> Rank(List<Candidate> candidates)
    {
        var query = QueryAnalyzer.Analyze("how many tractor plough", DateOnly.FromDateTime(Now.UtcDateTime));
        query.AsksForFigure.ShouldBeTrue();
        return [.. new Ranker(RankingWeights.Current).Rank(query, candidates, new TermStatistics(100, 20, [10, 20]), Now).Select(ranked => ranked.Candidate.Id)];
    }

    private static Candidate With(Candidate one, Func<CandidateText, CandidateText> change) => Copy(one, text: change(one.Text));

    private static Candidate Named(Candidate one, string id) => Copy(one, id: id);

    private static Candidate Copy(
        Candidate one, string? id = null, CandidateText? text = null, bool? pinned = null, double? trust = null, double? phrases = null, double? pieces = null,
        double? meaning = null, DateTimeOffset? recordedAt = null, DateTimeOffset? endedAt = null) => new()
    {
        Id = id ?? one.Id, Text = text ?? one.Text, When = one.When, RecordedAt = recordedAt ?? one.RecordedAt, Type = one.Type, Pinned = pinned ?? one.Pinned,
        Trust = trust ?? one.Trust, Phrases = phrases ?? one.Phrases, Pieces = pieces ?? one.Pieces, Meaning = meaning ?? one.Meaning, EndedAt = endedAt ?? one.EndedAt,
    };
}
