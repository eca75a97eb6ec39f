namespace Baton.Catalog.Classification;

/// <summary>How bad it gets when a call is wrong, from the category and raised by signals.</summary>
public enum ToolSeverity
{
    Low,
    Medium,
    High,
    Critical,
}
