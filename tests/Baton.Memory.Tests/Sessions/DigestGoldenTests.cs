using System.Diagnostics;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;
using Baton.TestSupport;

namespace Baton.Memory.Tests.Sessions;

/// <summary>
/// What the digest says of stores of three sizes, word for word. A digest that changes on purpose is written anew with
/// <c>BATON_TEST_GOLDEN=write</c> and read before it is kept.
/// </summary>
public sealed class DigestGoldenTests
{
    private static readonly string[] Sections = ["Open handoffs", "  next: ", "Warnings:", "Changed since you were last here", "Pinned:", "Open questions:", "Recent memories:"];

    [Theory]
    [InlineData(5, 1500)]
    [InlineData(500, 1500)]
    [InlineData(500, 500)]
    [InlineData(50_000, 1500)]
    public async Task Start_OnAStoreOfThatSize_SaysTheSameWordForWordWithinItsBudget(int records, int tokens)
    {
        await using var room = await Room.OpenAsync();
        await DigestStore.FillAsync(room, records);
        var since = room.Clock.GetUtcNow() - TimeSpan.FromMinutes(Math.Min(records - 1, 600));
        await room.Store.WriteAsync<bool>(async writer =>
        {
            await writer.PutPresenceAsync("local", "editor", "atlas", since);
            return true;
        }, default);

        var (answer, quickest) = await StartAsync(room, tokens);

        var digest = answer.Content.Text("digest");
        TokenCount.Of(answer.Text).ShouldBeLessThanOrEqualTo(tokens);
        var places = Sections.Select(section => digest.IndexOf(section, StringComparison.Ordinal)).ToList();
        (records > 100 ? places : places[..^1]).ShouldAllBe(place => place >= 0, digest);
        places.Where(place => place >= 0).ShouldBeInOrder();
        if (records > 100) digest.ShouldContain("more not shown");
        else digest.ShouldNotContain("more not shown");
        quickest.ShouldBeLessThan(TimeSpan.FromMilliseconds(250));
        ShouldBeAsWritten($"{records}-{tokens}.md", digest);
    }

    private static async Task<(Answer Answer, TimeSpan Quickest)> StartAsync(Room room, int tokens)
    {
        var quickest = TimeSpan.MaxValue;
        Answer? answer = null;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            answer = await room.CallAsync("session_start", $"{{'project':'atlas','max_tokens':{tokens}}}");
            if (watch.Elapsed < quickest) quickest = watch.Elapsed;
        }
        return (answer!, quickest);
    }

    private static void ShouldBeAsWritten(string name, string digest)
    {
        var path = Repository.At("tests", "Baton.Memory.Tests", "Sessions", "Golden", name);
        if (Environment.GetEnvironmentVariable("BATON_TEST_GOLDEN") == "write") File.WriteAllText(path, digest);
        digest.ShouldBe(File.ReadAllText(path));
    }
}
