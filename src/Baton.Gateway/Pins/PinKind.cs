namespace Baton.Gateway.Pins;

/// <summary>What a server declares and a model reads, hence what is pinned.</summary>
public enum PinKind
{
    /// <summary>A tool, by its name.</summary>
    Tool,

    /// <summary>A prompt, by its name.</summary>
    Prompt,

    /// <summary>A resource template, by its URI template.</summary>
    Template,
}
