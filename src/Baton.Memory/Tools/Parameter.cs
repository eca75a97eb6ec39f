using System.Collections.Immutable;

namespace Baton.Memory.Tools;

/// <summary>What a parameter's value may be: decides its schema and how it is read.</summary>
internal enum ParameterKind
{
    /// <summary>Text.</summary>
    Plain,

    /// <summary>Text kept as UTF-8 bytes: a body.</summary>
    Utf8,

    /// <summary>A list of texts.</summary>
    Texts,
    Integer,
    Number,
    Boolean,

    /// <summary>RFC 3339, or a date.</summary>
    Instant,

    /// <summary>Seconds, or text such as <c>30d</c>.</summary>
    Duration,

    /// <summary>Any JSON, kept as it came.</summary>
    Json,

    /// <summary>A list of any JSON, each kept as it came.</summary>
    JsonList,

    /// <summary>A list of paths, or of objects with path, commit and note.</summary>
    Files,

    /// <summary>A list of objects with parameters of their own.</summary>
    Objects,

    /// <summary>A list of texts or of objects with parameters of their own.</summary>
    TextsOrObjects,
}

/// <summary>One parameter of a tool. Schema and binding are both made from it, so that they cannot differ.</summary>
internal sealed record Parameter(string Name, ParameterKind Kind)
{
    public bool Required { get; init; }

    /// <summary>Left out of the short schema of <c>core</c>, but accepted there too.</summary>
    public bool Rare { get; init; }

    /// <summary>A list for which one text alone may stand.</summary>
    public bool OrOne { get; init; }

    /// <summary><c>null</c> removes what the record has.</summary>
    public bool Clearable { get; init; }

    /// <summary>For agents; null where the name says it all.</summary>
    public string? About { get; init; }

    /// <summary>The words allowed, where only some are.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The parameters of each object in a list.</summary>
    public ImmutableArray<Parameter> Members { get; init; } = [];
    public long? Least { get; init; }
    public long? Most { get; init; }
}
