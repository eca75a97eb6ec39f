namespace Baton.Memory.Storage;

/// <summary>The nouns of this room; each has its own id prefix.</summary>
public enum RecordKind
{
    /// <summary>Work to resume; ids start with <c>h_</c>.</summary>
    Handoff,

    /// <summary>What stays true; ids start with <c>m_</c>.</summary>
    Memory,

    /// <summary>Work with an owner; ids start with <c>t_</c>.</summary>
    Task,

    /// <summary>A verbatim transcript; ids start with <c>a_</c>.</summary>
    Archive,

    /// <summary>A message in an inbox; ids start with <c>n_</c>.</summary>
    Notice,
}
