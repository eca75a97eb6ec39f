using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Search.Locomo;

/// <summary>
/// Finds the evidence of questions about long conversations, without a model. Each turn is a memory with its thread, its
/// position, its date and its speaker as a tag, as a user would save it.
/// </summary>
public sealed class LocomoRecallTests
{
    [Fact]
    public async Task Search_EachConversationAlone_FindsTheEvidence()
    {
        var recalls = new List<Recall>();
        foreach (var conversation in Conversations()) recalls.Add(await MeasureAsync([conversation]));
        recalls.Average(recall => recall.Turns).ShouldBeGreaterThanOrEqualTo(0.78);
        recalls.Average(recall => recall.Sessions).ShouldBeGreaterThanOrEqualTo(0.93);
    }

    [Fact]
    public async Task Search_AllConversationsPooled_FindsTheEvidence()
        => (await MeasureAsync(Conversations())).Turns.ShouldBeGreaterThanOrEqualTo(0.73);

    private static IReadOnlyList<LocomoConversation> Conversations()
    {
        Assert.SkipWhen(LocomoConversation.File is null, "The conversations are not here; set BATON_LOCOMO to the path of locomo-dev.json.");
        return LocomoConversation.Load(LocomoConversation.File);
    }

    private static async Task<Recall> MeasureAsync(IReadOnlyList<LocomoConversation> conversations)
    {
        await using var room = await SearchRoom.OpenAsync();
        var names = new Dictionary<string, LocomoTurn>();
        var memories = new List<StoredVersion>();
        foreach (var turn in conversations.SelectMany(conversation => conversation.Turns))
        {
            var memory = room.Memory(turn.Text, keywords: turn.Speaker) with { Thread = turn.Session, Position = turn.Position, ValidFrom = turn.At };
            memories.Add(memory);
            names[memory.Id] = turn;
        }
        await room.SaveAsync([.. memories]);
        var (turns, sessions, count) = (0.0, 0.0, 0);
        foreach (var question in conversations.SelectMany(conversation => conversation.Questions))
        {
            var found = (await room.AskAsync(room.Question(question.Text) with { Limit = 100 })).Hits.Select(hit => names[hit.Record.Id]).ToList();
            turns += Share(question.Evidence, found.Take(10).Select(turn => turn.Id));
            var evidence = conversations.SelectMany(conversation => conversation.Turns).Where(turn => question.Evidence.Contains(turn.Id)).Select(turn => turn.Session);
            sessions += Share([.. evidence], found.Select(turn => turn.Session).Distinct().Take(10));
            count++;
        }
        return new Recall(turns / count, sessions / count);
    }

    private static double Share(HashSet<string> evidence, IEnumerable<string> found) => (double)found.Count(evidence.Contains) / evidence.Count;

    private sealed record Recall(double Turns, double Sessions);
}
