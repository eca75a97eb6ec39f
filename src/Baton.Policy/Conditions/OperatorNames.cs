namespace Baton.Policy.Conditions;

/// <summary>The operators, in the order of the reference.</summary>
internal static class OperatorNames
{
    public static string[] All { get; } =
    [
        "eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "exists", "contains", "starts_with", "ends_with", "regex", "matches",
        "type", "length", "bytes", "url", "path_within", "cidr", "email_domain", "argv",
    ];

    /// <summary>Those whose operand may come from another path.</summary>
    public static string[] TakingPaths { get; } = ["eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "contains", "starts_with", "ends_with"];

    /// <summary>Those that compare strings and so take <c>normalize</c> and <c>ignore_case</c>.</summary>
    public static string[] Textual { get; } = ["eq", "neq", "in", "not_in", "contains", "starts_with", "ends_with", "regex", "matches"];
}
