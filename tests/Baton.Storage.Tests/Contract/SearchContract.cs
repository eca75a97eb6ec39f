using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

public abstract class SearchContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    [Theory]
    [InlineData("deployed", "deploys")]
    [InlineData("running", "runs")]
    [InlineData("café", "CAFE")]
    [InlineData("設計書を作成した", "設計")]
    [InlineData("設計書を作成した", "設")]
    [InlineData("認証の設計書", "設計書の確認")]
    [InlineData("데이터베이스", "데이터")]
    [InlineData("see parse_http_header now", "parse_http_header")]
    public async Task SearchAsync_AnyOf_FindsByStemAccentAndPair(string text, string word)
    {
        await Store.PutAsync(Remember("m_1", text), Remember("m_2", "nothing of the kind"));
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), AnyOf(word))).ShouldBe(["m_1"]);
    }

    /// <summary>Rare words find wherever they stand; what only a common word finds is the newest of it.</summary>
    [Fact]
    public async Task SearchAsync_MoreFindsThanAreRanked_RareWordsFirstThenTheNewest()
    {
        await Store.PutAsync([.. Enumerable.Range(1, 40).Select(number => Remember($"m_{number}", number == 3 ? "common zebra" : "common"))]);
        var match = AnyOf("common", "zebra") with { MostRanked = 5 };
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), match)).Order().ShouldBe(new[] { "m_3", "m_36", "m_37", "m_38", "m_39", "m_40" }.Order());
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), match with { MostRanked = 100 })).Length.ShouldBe(40);
    }

    [Theory]
    [InlineData("src/Edge/Http.cs", "Edge/Http")]
    [InlineData("error E1234: boom", "E1234")]
    [InlineData("parseHttpHeader", "seHttpHe")]
    [InlineData("use C# here", "C#")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "b02d0ae5")]
    [InlineData("commit deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "deadbee")]
    [InlineData("snake_case", "e_c")]
    [InlineData("back\\slash", "k\\s")]
    [InlineData("compiled with gcc -O2 and C++", "C++")]
    [InlineData("設計書", "計書")]
    [InlineData("see #7", "#7")]
    public async Task SearchAsync_Exact_FindsInsideWords(string text, string exact)
    {
        await Store.PutAsync(Remember("m_1", text), Remember("m_2", "use C here, at 100 load: snake-case backslash 7"));
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), Exactly(exact))).ShouldBe(["m_1"]);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR \"nothing")]
    [InlineData("title:nothing")]
    [InlineData("nothin*")]
    [InlineData("NEAR(nothing kind)")]
    [InlineData("- NOT AND OR")]
    [InlineData("zero\0byte")]
    [InlineData("   ")]
    [InlineData("; DROP TABLE versions; --")]
    [InlineData("'")]
    [InlineData("🙂")]
    [InlineData("^nothing")]
    [InlineData("%")]
    public async Task SearchAsync_QuerySyntax_IsOnlyText(string word)
    {
        await Store.PutAsync(Remember("m_2", "nothing of the kind"));
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), new TextMatch { Pieces = [word], Phrases = [word + " x"], AnyOf = [word == "title:nothing" ? "title" : word.Replace("nothing", "x", StringComparison.Ordinal).Replace("kind", "x", StringComparison.Ordinal)] }))
            .ShouldBeEmpty();
        (await Store.ListIdsAsync(Scope(), Memories())).ShouldBe(["m_2"]);
    }

    [Fact]
    public async Task SearchAsync_Nothing_FindsNothing()
    {
        await Store.PutAsync(Remember("m_1", "text"));
        (await Store.SearchIdsAsync(Scope(), Memories(), new TextMatch())).ShouldBeEmpty();
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf(" ", ""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchAsync_Fields_TitleAboveKeywordsAboveText()
    {
        await Store.PutAsync(
            Remember("m_1") with { Search = new SearchText("a", "b", "grail") },
            Remember("m_2") with { Search = new SearchText("a", "grail", "c") },
            Remember("m_3") with { Search = new SearchText("grail", "b", "c") });
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), AnyOf("grail"))).ShouldBe(["m_3", "m_2", "m_1"]);
    }

    [Fact]
    public async Task SearchAsync_WordsAndExact_AddUp()
    {
        await Store.PutAsync(Remember("m_1", "the parser of headers"), Remember("m_2", "the parser of parse_header"), Remember("m_3", "else"), Remember("m_4", "more"));
        var match = new TextMatch { AnyOf = ["parser"], Pieces = ["parse_head"] };
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), match)).ShouldBe(["m_2", "m_1"]);
    }

    [Fact]
    public async Task SearchAsync_ManyDroppedByTheFilter_StillFindsTheRest()
    {
        var hidden = Enumerable.Range(0, 300).Select(number => Remember($"m_0{number:000}", "grail grail grail"));
        await Store.PutAsync([.. hidden, Remember("m_9", "a grail among very many other words") with { Type = "fact" }]);
        (await Store.SearchIdsAsync(Scope(), Memories("atlas") with { Types = ["fact"] }, AnyOf("grail"), 1)).ShouldBe(["m_9"]);
        (await Store.SearchIdsAsync(Scope(), Memories("atlas"), AnyOf("grail"), 1)).ShouldNotBe(["m_9"]);
    }

    [Fact]
    public async Task SearchAsync_ThousandWords_IsAnswered()
    {
        await Store.PutAsync(Remember("m_1", "word999"));
        var match = AnyOf([.. Enumerable.Range(0, 1000).Select(number => $"word{number}")]);
        (await Store.SearchIdsAsync(Scope(), Memories(), match)).ShouldBe(["m_1"]);
    }

    [Fact]
    public async Task SearchAsync_NewVersionWithoutText_KeepsTheTextOfTheOneBefore()
    {
        var memory = Remember("m_1", "grail");
        await Store.PutAsync(memory, memory.Next(), memory.Next().Next() with { Visibility = Visibility.Shared });
        (await Store.SearchIdsAsync(Scope(), Memories("borea"), AnyOf("grail"))).ShouldBe(["m_1"]);
        foreach (var (second, version) in new[] { (0, 1), (1, 2), (2, 3) })
        {
            var hit = (await Store.ReadAsync(reader => reader.SearchAsync(
                Scope() with { KnownAt = Start.AddSeconds(second) }, Memories("atlas"), AnyOf("grail"), 5))).Hits.Single();
            hit.Version.ShouldBe(version);
        }
    }

    [Fact]
    public async Task SearchAsync_HandoffWithNewText_ForgetsTheOld()
    {
        var handoff = HandOff("h_1", "grail");
        var filter = new RecordFilter { Kind = RecordKind.Handoff };
        await Store.PutAsync(handoff, handoff.Next() with { Search = new SearchText("", "", "chalice") });
        (await Store.SearchIdsAsync(Scope(), filter, AnyOf("grail"))).ShouldBeEmpty();
        (await Store.SearchIdsAsync(Scope(), filter, Exactly("grail"))).ShouldBeEmpty();
        (await Store.SearchIdsAsync(Scope(), filter, AnyOf("chalice"))).ShouldBe(["h_1"]);
    }

    [Fact]
    public async Task SearchAsync_RolledBackProject_LeavesTheNextOneWhole()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Store.PutAsync(Remember("m_1", "grail", "borea"), Remember("m_2", "x", "borea") with { Version = 5 }));
        await Store.PutAsync(Remember("m_3", "grail", "other"), Remember("m_4", "grail", "borea"));
        (await Store.SearchIdsAsync(Scope(), Memories("borea"), AnyOf("grail"))).ShouldBe(["m_4"]);
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("grail"))).Order().ShouldBe(["m_3", "m_4"]);
    }
}
