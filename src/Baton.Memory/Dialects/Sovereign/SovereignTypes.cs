using System.Collections.Immutable;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>The types under which the dialect's records are memories.</summary>
internal static class SovereignTypes
{
    public const string Insight = "insight";
    public const string Learning = "learning";
    public const string OpenThread = MemoryType.Question;
    public const string Touch = "touch";
    public const string Message = "message";
    public const string Acknowledgement = "acknowledgement";
    public const string Exchange = "exchange";
    public const string Compaction = "compaction";

    /// <summary>What is kept for its own tools, and is no insight.</summary>
    public static ImmutableArray<string> Apart { get; } = [OpenThread, Touch, Message, Acknowledgement, Exchange, Compaction];
}
