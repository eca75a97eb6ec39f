using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Server;

/// <summary>Prompts of the built-in server: <c>resume</c>, <c>hand_off</c>, <c>remember</c>.</summary>
public interface IPromptServer
{
    IReadOnlyList<PromptDefinition> List(MemoryCaller caller);

    ValueTask<Outcome<PromptText>> GetAsync(
        MemoryCaller caller, string name, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken);
}

/// <summary>A prompt as <c>prompts/list</c> shows it.</summary>
public sealed record PromptDefinition(string Name, string Title, string Description, IReadOnlyList<PromptArgument> Arguments);

/// <summary>A prompt's argument.</summary>
public sealed record PromptArgument(string Name, string Description, bool Required);

/// <summary>A prompt's rendered user message.</summary>
public sealed record PromptText(string Description, string Text);
