using Baton.Memory.Outcomes;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Search;

public sealed class SearchPipelineTests
{
    [Theory]
    [InlineData("the deployment runs at night", "when are deployments run")]
    [InlineData("Der Schlüssel liegt unter der Fußmatte", "schlüssel")]
    [InlineData("Der Schlüssel liegt unter der Fußmatte", "SCHLUSSEL fussmatte")]
    [InlineData("Le café ferme à midi", "cafe")]
    [InlineData("Ключ лежит под ковриком", "ключ")]
    [InlineData("Το κλειδί είναι κάτω από το χαλί", "ΚΛΕΙΔΊ")]
    [InlineData("鍵はマットの下にあります", "マットの下")]
    [InlineData("钥匙在垫子下面", "垫子")]
    [InlineData("열쇠는 매트 아래에 있다", "열쇠")]
    [InlineData("กุญแจอยู่ใต้พรมเช็ดเท้า", "กุญแจ")]
    [InlineData("fixed in src/Edge/HttpParser.cs", "src/Edge/HttpParser.cs")]
    [InlineData("fixed in src/Edge/HttpParser.cs", "HttpParser")]
    [InlineData("fixed in src/Edge/HttpParser.cs", "parser")]
    [InlineData("fixed in src/Edge/HttpParser.cs", "Edge/HttpPars")]
    [InlineData("call parse_http_header twice", "http_head")]
    [InlineData("fails with E_CONN_4021", "4021")]
    [InlineData("fails with E_CONN_4021", "E_CONN")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "9fceb02")]
    [InlineData("commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "b74767f1")]
    [InlineData("see #4711 for why", "#4711")]
    [InlineData("we moved the library to C++", "C++")]
    public async Task Search_Text_IsFoundByItsWordsIdentifiersAndPieces(string text, string query)
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("something else about gardens");
        var id = await room.SaveAsync(text);
        (await room.FindAsync(query)).ShouldBe([id]);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"unclosed phrase")]
    [InlineData("\"\"")]
    [InlineData("tractor NEAR(engine, 2)")]
    [InlineData("text:tractor AND NOT engine")]
    [InlineData("trac* ^tractor {title}: x")]
    [InlineData("*")]
    [InlineData("- + ( ) : ^ ~")]
    [InlineData("'; DROP TABLE versions; --")]
    [InlineData("the of and")]
    [InlineData("🙂🙃")]
    [InlineData("?!…")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData("zero\0byte")]
    [InlineData("%_%")]
    [InlineData("\uD800 broken")]
    public async Task Search_AnyText_IsAnsweredAndExplained(string query)
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("the tractor of the farm has an engine");
        var page = await room.AskAsync(query);
        if (page.Hits.IsEmpty) page.Explanation.ShouldNotBeNullOrWhiteSpace();
        page.Confidence.ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Search_TenKilobytes_IsAnsweredAndSaysWhatWasLeftOut()
    {
        await using var room = await SearchRoom.OpenAsync();
        var id = await room.SaveAsync("word3x and nothing more");
        var page = await room.AskAsync(string.Join(' ', Enumerable.Range(0, 1200).Select(number => $"word{number}x")));
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(id);
        page.Explanation!.ShouldContain("were not");
    }

    [Fact]
    public async Task Search_OnlyStopWords_FindsThemAndSaysSo()
    {
        await using var room = await SearchRoom.OpenAsync();
        var id = await room.SaveAsync("to be or not to be");
        var page = await room.AskAsync("not to be");
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(id);
        page.Explanation.ShouldBe("The question holds only common words, so these were searched for.");
    }

    [Fact]
    public async Task Search_Terms_AreAccountedFor()
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("the tractors stand in the barn");
        await room.SaveAsync("a field of barley");
        var page = await room.AskAsync("Which tractor has a carburettor in src/farm.cs?");
        page.MatchedTerms.ShouldBe(["tractor"]);
        page.UnmatchedTerms.ShouldBe(["carburettor", "src/farm.cs"]);
        page.Confidence.ShouldBeInRange(0.05, 0.6);
        (await room.AskAsync("tractors barn")).Confidence.ShouldBe(1);
        (await room.AskAsync("zeppelin")).Confidence.ShouldBe(0);
    }

    [Fact]
    public async Task Search_QuotedPhrase_OutranksTheSameWordsApart()
    {
        await using var room = await SearchRoom.OpenAsync();
        var apart = await room.SaveAsync("green is blue is green is blue deployment");
        var phrase = await room.SaveAsync("we chose the blue green way for every deployment that has a database behind it");
        (await room.FindAsync("\"blue green\" deployment"))[0].ShouldBe(phrase);
        (await room.FindAsync("blue green deployment"))[0].ShouldBe(apart);
    }

    [Fact]
    public async Task Search_NextTurn_IsFoundByTheWordsOfTheTurnBefore()
    {
        await using var room = await SearchRoom.OpenAsync();
        var question = room.Memory("Did you ever repair the tractor?") with { Thread = "farm", Position = 1 };
        var answer = room.Memory("Yes, its gearbox was full of sand.") with { Thread = "farm", Position = 2 };
        var other = room.Memory("Lovely weather.") with { Thread = "other", Position = 1 };
        var ids = await room.SaveAsync(question, answer, other);
        var page = await room.AskAsync("what was wrong with the tractor");
        page.Hits.Select(hit => hit.Record.Id).Order().ShouldBe([ids[0], ids[1]]);
        page.Hits.Single(hit => hit.Record.Id == ids[1]).Context.ShouldHaveSingleItem().ShouldBe(new HitContext(ids[0], -1, "Did you ever repair the tractor?"));
        page.Hits.Single(hit => hit.Record.Id == ids[0]).Context.ShouldHaveSingleItem().Offset.ShouldBe(1);
    }

    [Fact]
    public async Task Search_SameThreadNameInAnotherProject_LendsNothing()
    {
        await using var room = await SearchRoom.OpenAsync();
        var here = room.Memory("Did you repair the tractor?") with { Thread = "farm", Position = 1 };
        var there = room.Memory("Yes, with tape.", project: "borea") with { Thread = "farm", Position = 2 };
        var ids = await room.SaveAsync(here, there);
        var page = await room.AskAsync(room.Question("tractor", project: null));
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(ids[0]);
        page.Hits[0].Context.ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_NamedTime_PrefersWhatWasSoThen()
    {
        await using var room = await SearchRoom.OpenAsync();
        var march = room.Memory("the flood closed the bridge") with { ValidFrom = new DateTimeOffset(2024, 3, 10, 0, 0, 0, TimeSpan.Zero) };
        var june = room.Memory("the flood closed the bridge again") with { ValidFrom = new DateTimeOffset(2024, 6, 10, 0, 0, 0, TimeSpan.Zero) };
        await room.SaveAsync(march, june);
        (await room.FindAsync("flood in March 2024"))[0].ShouldBe(march.Id);
        (await room.FindAsync("flood around 11 June 2024"))[0].ShouldBe(june.Id);
    }

    [Fact]
    public async Task Search_NamedAuthor_PrefersWhatTheySaid()
    {
        await using var room = await SearchRoom.OpenAsync();
        var ids = await room.SaveAsync(room.Memory("I sold the tractor", keywords: "Ann"), room.Memory("I sold the tractor too", keywords: "Ben"), room.Memory("Cid: I sold the tractor as well"));
        (await room.FindAsync("what did Ann sell: the tractor"))[0].ShouldBe(ids[0]);
        (await room.FindAsync("what did Ben sell: the tractor"))[0].ShouldBe(ids[1]);
        (await room.FindAsync("what did Cid sell: the tractor"))[0].ShouldBe(ids[2]);
    }

    [Fact]
    public async Task Search_PinnedRecentAndTrusted_MoveAScoreWithinFifteenPercent()
    {
        await using var room = await SearchRoom.OpenAsync();
        var old = room.Memory("the password policy") with { RecordedAt = room.Now.AddYears(-9), Importance = 0 };
        var loved = room.Memory("the password policy") with { Pinned = true, Importance = 1 };
        await room.SaveAsync(old, loved);
        var scores = (await room.AskAsync("password policy")).Hits.ToDictionary(hit => hit.Record.Id, hit => hit.Score);
        (scores[loved.Id] / scores[old.Id]).ShouldBeInRange(1.1, 1.3);
    }

    [Fact]
    public async Task Search_SameWords_PutsTheVerifiedFirstAndTheHypothesisLast()
    {
        await using var room = await SearchRoom.OpenAsync();
        var guess = room.Memory("the leak is in the boiler room") with { Layer = "hypothesis" };
        var said = room.Memory("the leak is in the boiler house") with { Layer = "stated" };
        var proven = room.Memory("the leak is in the boiler cellar") with { Layer = "verified" };
        await room.SaveAsync(guess, said, proven);
        (await room.FindAsync("leak boiler")).ShouldBe([proven.Id, said.Id, guess.Id]);
    }

    [Fact]
    public async Task Search_NoLongerTrue_ComesLastUnlessItsTimeIsAskedFor()
    {
        await using var room = await SearchRoom.OpenAsync();
        var past = room.Memory("the release manager is Ann") with { ValidFrom = room.Now.AddYears(-2), ValidTo = room.Now.AddYears(-1) };
        var present = room.Memory("the new release manager since the move is Ben") with { ValidFrom = room.Now.AddYears(-1) };
        await room.SaveAsync(past, present);
        (await room.FindAsync("who is release manager")).ShouldBe([present.Id, past.Id]);
        var then = room.Question("who is release manager");
        (await room.AskAsync(then with { Scope = then.Scope with { AsOf = room.Now.AddDays(-500) } })).Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(past.Id);
    }

    [Fact]
    public async Task Search_PassedOver_CountsExpiredAndSupersededButNothingHidden()
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync(
            room.Memory("a lost grail") with { ExpiresAt = room.Now.AddSeconds(-1) },
            room.Memory("another lost grail") with { SupersededBy = "m_x" },
            room.Memory("eve's grail", owner: "eve") with { Visibility = Visibility.Private, ExpiresAt = room.Now.AddSeconds(-1) },
            room.Memory("eve's other grail", owner: "eve") with { Visibility = Visibility.Private });
        var page = await room.AskAsync("grail");
        page.Hits.ShouldBeEmpty();
        (page.Expired, page.Superseded).ShouldBe((1, 1));
        page.Explanation!.ShouldContain("1 that matched have expired. 1 that matched are superseded.");
    }

    [Fact]
    public async Task Search_SaidSeveralTimes_IsShownOnce()
    {
        await using var room = await SearchRoom.OpenAsync();
        const string Text = "the nightly backup of the database runs at two and takes ten minutes";
        var ids = await room.SaveAsync(room.Memory(Text), room.Memory(Text + "!"), room.Memory("the nightly backup of the database fails on sundays because the disk is full"));
        var page = await room.AskAsync("nightly backup database");
        page.Hits.Length.ShouldBe(2);
        var folded = page.Hits.Single(hit => hit.Duplicates.Length == 1);
        folded.Duplicates.Append(folded.Record.Id).Order().ShouldBe([ids[0], ids[1]]);
    }

    [Fact]
    public async Task Search_ShortEqualTexts_AreAllShown()
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("yes tractor");
        await room.SaveAsync("yes tractor");
        (await room.FindAsync("tractor")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Search_Budget_TakesWhatFitsAndGoesOn()
    {
        await using var room = await SearchRoom.OpenAsync();
        for (var i = 0; i < 8; i++) await room.SaveAsync($"tractor number {i} " + string.Concat(Enumerable.Repeat($"part{i} ", 40)));
        var question = room.Question("tractor") with { MaxTokens = 200 };
        var first = await room.AskAsync(question);
        first.Hits.Length.ShouldBe(2);
        (await room.AskAsync(question with { MaxTokens = 1 })).Hits.Length.ShouldBe(1, "at least one, so that going on ends");
        var seen = first.Hits.Select(hit => hit.Record.Id).ToList();
        for (var cursor = first.NextCursor; cursor is not null;)
        {
            var next = await room.AskAsync(question with { Cursor = cursor });
            seen.AddRange(next.Hits.Select(hit => hit.Record.Id));
            cursor = next.NextCursor;
        }
        seen.Distinct().Count().ShouldBe(8);
        seen.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Search_GoingOnWhileOthersWrite_ShowsEveryRecordOnce()
    {
        await using var room = await SearchRoom.OpenAsync();
        var before = new List<string>();
        for (var i = 0; i < 30; i++) before.Add(await room.SaveAsync($"tractor {i} stands in barn {i}"));
        var question = room.Question("tractor barn") with { Limit = 7 };
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await room.AskAsync(question with { Cursor = cursor });
            seen.AddRange(page.Hits.Select(hit => hit.Record.Id));
            cursor = page.NextCursor;
            if (seen.Count < 30) await room.SaveAsync(room.Memory("tractor barn tractor barn"), room.Memory("an unrelated barn", project: "borea"));
        }
        while (cursor is not null);
        seen.Count.ShouldBe(seen.Distinct().Count());
        before.Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_CursorOfAnotherQuestion_IsRefused()
    {
        await using var room = await SearchRoom.OpenAsync();
        for (var i = 0; i < 3; i++) await room.SaveAsync($"tractor {i}");
        var cursor = (await room.AskAsync(room.Question("tractor") with { Limit = 1 })).NextCursor;
        cursor.ShouldNotBeNull();
        (await room.RunAsync(room.Question("barn") with { Cursor = cursor })).Failure!.Code.ShouldBe(FailureCode.BadCursor);
        (await room.RunAsync(room.Question("tractor") with { Cursor = cursor[..^2] })).Failure!.Code.ShouldBe(FailureCode.BadCursor);
        (await room.RunAsync(room.Question("tractor") with { Cursor = "no cursor" })).Failure!.Code.ShouldBe(FailureCode.BadCursor);
    }

    [Fact]
    public async Task Search_WordDeepInALongText_IsFoundAndCounted()
    {
        await using var room = await SearchRoom.OpenAsync();
        var id = await room.SaveAsync(string.Concat(Enumerable.Repeat("filler text about nothing. ", 4000)) + "and at the end a tractor");
        await room.SaveAsync("filler text");
        var page = await room.AskAsync("tractor");
        page.Hits.ShouldHaveSingleItem().Record.Id.ShouldBe(id);
        page.MatchedTerms.ShouldBe(["tractor"]);
        page.Hits[0].Snippet.Text.ShouldContain("tractor");
    }

    [Fact]
    public async Task Search_Explain_NamesWeightsAndParts()
    {
        await using var room = await SearchRoom.OpenAsync();
        await room.SaveAsync("the tractor");
        var page = await room.AskAsync("tractor");
        page.Weights.ShouldContain("\"version\": 1");
        page.Weights.ShouldContain("\"written\":\"tractor\"");
        page.Hits[0].Parts.ShouldContain(part => part.Name == "text" && part.Value == 1);
    }
}
