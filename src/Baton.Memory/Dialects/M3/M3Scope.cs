using System.Collections.Immutable;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.M3;

/// <summary>
/// Who sees a memory, in M3's words: <c>user</c> is this principal alone, <c>org</c> every project, all others the project. M3 takes
/// any text for a scope, so one that is no word of its own is kept as it is, and the writer is told who sees it.
/// </summary>
internal static class M3Scope
{
    public const string Standard = "agent";
    private static readonly ImmutableArray<string> Known = ["user", "session", Standard, "org"];

    public static Visibility VisibilityOf(string scope) => Meant(scope) switch
    {
        "user" => Visibility.Private,
        "org" => Visibility.Shared,
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

    /// <summary>Whether two words mean one scope.</summary>
    public static bool AreSame(string left, string right) => string.Equals(Meant(left), Meant(right), StringComparison.Ordinal);

    /// <summary>What to say of a scope that is no word of M3's: whoever meant to keep a memory to himself must not think that he has.</summary>
    public static ImmutableArray<string> NotesOn(string? scope) => scope is null || Known.Contains(Meant(scope)) ? []
        : [$"scope '{Excerpt.Line(scope, 60)}' is none of {string.Join(", ", Known)}: it is kept as a word to search by, and the memory is seen by its whole project."];

    private static string Meant(string scope) => scope.Trim().ToLowerInvariant() switch
    {
        "private" => "user",
        "shared" => "org",
        var word => word,
    };
}
