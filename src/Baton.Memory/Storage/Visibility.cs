namespace Baton.Memory.Storage;

/// <summary>Who may see a record.</summary>
public enum Visibility
{
    /// <summary>Only the principal that owns it.</summary>
    Private,

    /// <summary>Whoever may see its project.</summary>
    Project,

    /// <summary>Every project's searches.</summary>
    Shared,
}
