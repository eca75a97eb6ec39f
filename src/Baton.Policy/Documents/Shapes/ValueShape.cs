using System.Collections.Immutable;

namespace Baton.Policy.Documents.Shapes;

/// <summary>What may stand at a key; the source of the reader's errors and of the generated JSON Schema.</summary>
internal abstract record ValueShape;

internal sealed record TextShape(string? Pattern = null) : ValueShape;

internal sealed record WordShape(ImmutableArray<string> Words) : ValueShape;

internal sealed record FlagShape : ValueShape;

internal sealed record NumberShape(bool Integer = false, int? Least = null) : ValueShape;

internal sealed record AnythingShape : ValueShape;

internal sealed record ListShape(ValueShape Item) : ValueShape;

internal sealed record MapShape(ValueShape Value, ImmutableArray<string> Names = default) : ValueShape;

/// <summary>One of several.</summary>
internal sealed record ChoiceShape(ImmutableArray<ValueShape> Choices) : ValueShape;

/// <summary>An object of the language, by name so that shapes may contain themselves.</summary>
internal sealed record ObjectRefShape(string Name) : ValueShape;

/// <summary>A key of an object: its value, what it means, and whether it must be there.</summary>
internal sealed record KeyShape(string Name, ValueShape Value, string Meaning, bool Required = false);

/// <summary>An object of the language: the keys it may have, and no others.</summary>
internal sealed record ObjectShape(string Name, string Meaning, ImmutableArray<KeyShape> Keys)
{
    public bool Knows(string key)
    {
        foreach (var known in Keys)
        {
            if (known.Name == key) return true;
        }
        return false;
    }
}
