using System.Collections.Immutable;

namespace Baton.Catalog.Definitions;

/// <summary>The tools of one server, and what was wrong with the list they came in.</summary>
/// <param name="Tools">In the server's order; the first of two tools of one name.</param>
/// <param name="Problems">What was left out or looked wrong; never a reason to fail.</param>
public sealed record ToolList(ImmutableArray<DeclaredTool> Tools, ImmutableArray<ToolListProblem> Problems)
{
    /// <summary>No tools and no problems.</summary>
    public static ToolList Empty { get; } = new([], []);
}

/// <summary>Something wrong in a list.</summary>
/// <param name="Code">Stable: one of <see cref="ToolListProblemCode"/>.</param>
/// <param name="Tool">The tool concerned, as text that is safe to print, or null for the list.</param>
/// <param name="Message">What was wrong and what was done about it.</param>
public sealed record ToolListProblem(string Code, string? Tool, string Message);

/// <summary>The codes of <see cref="ToolListProblem"/>.</summary>
public static class ToolListProblemCode
{
    /// <summary>The text is not a list of tools.</summary>
    public const string NotAList = "not_a_list";

    /// <summary>The text is not JSON, or nested deeper than <see cref="ToolListLimits.MaxDepth"/>.</summary>
    public const string Malformed = "malformed";

    /// <summary>An entry without a usable name.</summary>
    public const string Unnamed = "unnamed_tool";

    /// <summary>A name that appeared before.</summary>
    public const string Duplicate = "duplicate_name";

    /// <summary>More tools, pages or bytes than the limits allow.</summary>
    public const string TooMany = "too_many";

    /// <summary>A text that holds half of a surrogate pair.</summary>
    public const string BadText = "bad_text";

    /// <summary>A title or description that is not a string.</summary>
    public const string NotText = "not_text";

    /// <summary>A schema that is not an object.</summary>
    public const string BadSchema = "bad_schema";
}

/// <summary>How much of a list is looked at, so that a hostile server cannot exhaust the reader.</summary>
/// <param name="MaxTools">Tools beyond are left out and reported.</param>
/// <param name="MaxBytes">Of one text.</param>
/// <param name="MaxDepth">Nesting of one text.</param>
/// <param name="MaxNameLength">UTF-16 units; longer names are refused.</param>
public sealed record ToolListLimits(int MaxTools = 5_000, int MaxBytes = 32 * 1024 * 1024, int MaxDepth = 64, int MaxNameLength = 256)
{
    /// <summary>The limits of the gateway.</summary>
    public static ToolListLimits Default { get; } = new();
}
