using System.Globalization;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Processes;

public sealed class ManyProcessesTests
{
    [Fact]
    public async Task Open_TwentyProcessesOnAnEmptyFolder_MakeOneStore()
    {
        using var folder = new TemporaryFolder();
        var hammers = Enumerable.Range(0, 20).Select(_ => new Hammer("open", folder.Data.Path)).ToArray();
        foreach (var hammer in hammers)
        {
            (await hammer.ReadLineAsync()).ShouldBe("opened");
            (await hammer.WaitAsync()).ShouldBe((0, ""));
            hammer.Dispose();
        }
        await using var store = await SqliteMemoryStore.OpenAsync(folder.Data, TimeProvider.System);
        await store.PutAsync(Remember("m_1"));
    }

    [Fact]
    public async Task Claim_SixtyFourProcesses_OneWinsAndAllAreAnswered()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteMemoryStore.OpenAsync(folder.Data, TimeProvider.System);
        await store.PutAsync(HandOff("h_1"));
        var hammers = Enumerable.Range(0, 64).Select(number => new Hammer("claim", folder.Data.Path, "h_1", $"agent{number}")).ToArray();
        foreach (var hammer in hammers) (await hammer.ReadLineAsync()).ShouldBe("ready");
        await Task.WhenAll(hammers.Select(hammer => hammer.SayAsync("go")));
        var answers = await Task.WhenAll(hammers.Select(hammer => hammer.ReadLineAsync()));
        foreach (var hammer in hammers)
        {
            (await hammer.WaitAsync()).ShouldBe((0, ""));
            hammer.Dispose();
        }

        var won = answers.Single(answer => answer!.StartsWith("won ", StringComparison.Ordinal))!["won ".Length..];
        answers.Count(answer => answer == $"lost {won}").ShouldBe(63);
        var claim = (await store.ReadAsync(reader => reader.GetAsync(Scope(), "h_1")))!;
        claim.Version.ShouldBe(2);
        $"{claim.By.Principal} {claim.ClaimUntil?.ToString("O", CultureInfo.InvariantCulture)}".ShouldBe(won);
    }
}
