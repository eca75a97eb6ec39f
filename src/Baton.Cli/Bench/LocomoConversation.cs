namespace Baton.Cli.Bench;

/// <summary>A long conversation of the LoCoMo data set (Maharana et al., ACL 2024): turns in dated sessions, and questions about them.</summary>
internal sealed record LocomoConversation(string Name, IReadOnlyList<LocomoTurn> Turns, IReadOnlyList<LocomoQuestion> Questions);

/// <summary>What one speaker said.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="Session">Unique within the file.</param>
/// <param name="Position">Place in the session, from 1.</param>
internal sealed record LocomoTurn(string Id, string Session, long Position, string Speaker, string Text, DateTimeOffset At);

/// <summary>A question and the turns that answer it.</summary>
/// <param name="Category">1 multi-hop, 2 temporal, 3 open-domain, 4 single-hop, 5 adversarial.</param>
internal sealed record LocomoQuestion(string Text, int Category, IReadOnlySet<string> Evidence);
