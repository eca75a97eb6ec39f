using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.M3;

/// <summary>Who sees a memory, in M3's words: <c>user</c> is this principal alone, <c>org</c> every project, all others the project.</summary>
internal static class M3Scope
{
    public const string Standard = "agent";

    public static Visibility VisibilityOf(string scope) => scope.Trim().ToLowerInvariant() switch
    {
        "user" or "private" => Visibility.Private,
        "org" or "shared" => Visibility.Shared,
        _ => Visibility.Project,
    };

    /// <summary>The word that fits what the record is now; another tool may have changed it.</summary>
    public static string WordOf(Visibility visibility, string? label) => label is not null && VisibilityOf(label) == visibility ? label
        : visibility switch
        {
            Visibility.Private => "user",
            Visibility.Shared => "org",
            _ => Standard,
        };
}
