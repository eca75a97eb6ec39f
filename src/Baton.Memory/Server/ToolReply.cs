using Baton.Memory.Outcomes;

namespace Baton.Memory.Server;

/// <summary>What a tool answered. Exactly one of structured content and failure is present.</summary>
public sealed record ToolReply
{
    /// <summary>The short text for the model (<c>content[0].text</c>).</summary>
    public required string Text { get; init; }

    /// <summary>UTF-8 JSON object for <c>structuredContent</c>; empty on failure, because clients validate it against the output schema.</summary>
    public ReadOnlyMemory<byte> StructuredContent { get; init; }

    /// <summary>Makes the result <c>isError</c> and goes into <c>_meta["dev.baton/error"]</c>.</summary>
    public Failure? Failure { get; init; }
}

/// <summary>Progress of long work, for <c>notifications/progress</c>.</summary>
public readonly record struct ToolProgress(double Done, double? Total, string? Message);
