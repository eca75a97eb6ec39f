namespace Baton.Policy.Decisions;

/// <summary>What is called.</summary>
public enum CallKind
{
    /// <summary>A tool, by name.</summary>
    Tool,

    /// <summary>A resource, by URI.</summary>
    Resource,

    /// <summary>A prompt, by name.</summary>
    Prompt,
}
