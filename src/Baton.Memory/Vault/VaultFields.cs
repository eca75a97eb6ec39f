namespace Baton.Memory.Vault;

/// <summary>Fields that are no text.</summary>
internal static class VaultFields
{
    /// <exception cref="FormatException">It is none of -1, 0 and 1.</exception>
    public static int Priority(FrontMatter fields) => fields.Text("priority") switch
    {
        null or "0" => 0,
        "1" => 1,
        "-1" => -1,
        _ => throw new FormatException("The field 'priority' is -1, 0 or 1."),
    };

    /// <exception cref="FormatException">It is neither true nor false.</exception>
    public static bool Pinned(FrontMatter fields) => fields.Text("pinned") switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new FormatException("The field 'pinned' is true or false."),
    };
}
