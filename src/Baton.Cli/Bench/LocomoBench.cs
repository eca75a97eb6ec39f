using Baton.Storage.Sqlite.Peers;

namespace Baton.Cli.Bench;

/// <summary>Asks every question of Baton and of plain FTS5 in the same run.</summary>
internal sealed class LocomoBench(TimeProvider time, Action<string> progress)
{
    /// <summary>How far down results are looked at: enough for ten sessions and 2,000 tokens.</summary>
    private const int Depth = 100;

    /// <summary>Scores of each conversation by itself.</summary>
    public async Task<IReadOnlyList<LocomoResult>> AloneAsync(IReadOnlyList<LocomoConversation> conversations, CancellationToken cancellationToken)
    {
        var results = new List<LocomoResult>();
        foreach (var conversation in conversations)
        {
            progress($"{conversation.Name}: {conversation.Turns.Count} turns, {conversation.Questions.Count} questions");
            results.AddRange(await RunAsync([conversation], cancellationToken));
        }
        return results;
    }

    /// <summary>Scores of all conversations in one project.</summary>
    public Task<IReadOnlyList<LocomoResult>> PooledAsync(IReadOnlyList<LocomoConversation> conversations, CancellationToken cancellationToken)
    {
        progress($"all: {conversations.Sum(conversation => conversation.Turns.Count)} turns");
        return RunAsync(conversations, cancellationToken);
    }

    private async Task<IReadOnlyList<LocomoResult>> RunAsync(IReadOnlyList<LocomoConversation> conversations, CancellationToken cancellationToken)
    {
        var turns = conversations.SelectMany(conversation => conversation.Turns).ToList();
        var byId = turns.ToDictionary(turn => turn.Id);
        await using var memory = await LocomoMemory.CreateAsync(turns, time, cancellationToken);
        using var plain = new PlainFullText();
        plain.Add(turns.Select(turn => turn.Text));
        var results = new List<LocomoResult>();
        foreach (var conversation in conversations)
        {
            foreach (var question in conversation.Questions)
            {
                var ours = await memory.SearchAsync(question.Text, Depth, cancellationToken);
                var theirs = plain.Search(question.Text, Depth).Select(number => turns[number]).ToList();
                results.Add(new LocomoResult(conversation.Name, question.Category, RetrievalScore.Of(question, ours, byId), RetrievalScore.Of(question, theirs, byId)));
            }
        }
        return results;
    }
}

/// <summary>One question's scores.</summary>
internal sealed record LocomoResult(string Conversation, int Category, RetrievalScore Baton, RetrievalScore Plain);
