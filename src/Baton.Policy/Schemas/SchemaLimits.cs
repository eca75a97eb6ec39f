namespace Baton.Policy.Schemas;

/// <summary>The bounds of one validation: whatever a server's schema says, it ends soon.</summary>
internal static class SchemaLimits
{
    /// <summary>Largest schema, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Deepest nesting of schemas in use, references counted.</summary>
    public const int MaxDepth = 128;

    /// <summary>Keywords judged and elements compared, in all.</summary>
    public const int MaxSteps = 2_000_000;

    /// <summary>The most that the patterns of one schema weigh together; the engine keeps about 200 KB for a unit.</summary>
    public const int MaxPatternWeight = 500;

    /// <summary>For patterns that need a backtracking engine.</summary>
    public static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(250);
}
