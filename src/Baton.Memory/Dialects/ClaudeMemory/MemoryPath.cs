using Baton.Memory.Outcomes;
using Baton.Memory.Safety;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary>Paths under <c>/memories</c>: names of memories, never of the file system.</summary>
internal static class MemoryPath
{
    public const string Root = "/memories";

    /// <summary>The path without a slash at its end; refused when it is not plainly one under the root.</summary>
    /// <param name="text">As the caller wrote it.</param>
    /// <param name="argument">Where it was written.</param>
    public static Outcome<string> Read(string? text, string argument)
    {
        if (text is null) return Fail.Invalid($"'{argument}' is required for this command.", $"/{argument}");
        var path = text.Length > 1 ? text.TrimEnd('/') : text;
        var steps = path.Split('/');
        var isPlain = steps.Length >= 2 && steps[0].Length == 0 && $"/{steps[1]}" == Root
            && steps.Skip(1).All(step => step.Length > 0 && step is not ("." or "..") && step.Trim() == step)
            && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
        return isPlain ? path : Fail.Invalid($"Path must start with {Root} and name its parts plainly, got: {Excerpt.Line(text, 120)}", $"/{argument}", $"Use {Root}/name, without . or .. or \\.");
    }

    /// <summary>Why nothing may be put at a path: it is shown everywhere and must stay what it was, so a secret in it is refused.</summary>
    public static Failure? Refuse(string path, string argument) => SecretScanner.Find(path) is [var secret, ..]
        ? Fail.Invalid($"The path holds a secret ({secret.Kind}).", $"/{argument}", "Choose a name that gives nothing away.") : null;

    /// <summary>What the keys of everything under a folder begin with.</summary>
    public static string Within(string folder) => folder + "/";

    /// <summary>The folders above a path, the root left out.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > Root.Length; slash = path.LastIndexOf('/', slash - 1)) yield return path[..slash];
    }
}
