using System.Security.Cryptography;
using System.Text;
using Baton.Gateway.Grants;

namespace Baton.Cli.Commands.Serving;

/// <summary>
/// What a wrapped server is called where nobody named it: by its program, or by the package or script that a launcher such as
/// <c>npx</c> runs, so that the same server has the same counters and approvals in every process.
/// </summary>
internal static class WrapName
{
    private const int Longest = 64;
    private static readonly string[] Launchers =
        ["npx", "npm", "pnpm", "yarn", "bunx", "bun", "node", "deno", "uvx", "uv", "pipx", "python", "python3", "dotnet", "docker", "sh", "bash", "env"];
    private static readonly string[] Verbs = ["run", "exec", "dlx", "tool", "x"];

    public static string Of(IReadOnlyList<string> command)
    {
        var name = Plain(command[0]);
        if (Launchers.Contains(name, StringComparer.Ordinal))
        {
            name = command.Skip(1).Where(word => word.Length > 0 && word[0] != '-' && !Verbs.Contains(word, StringComparer.Ordinal)).Select(Plain).FirstOrDefault(name);
        }
        var clean = new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')]).TrimStart('.', '-');
        if (clean.Length > Longest) clean = clean[..Longest];
        return clean.Length == 0 || clean == LocalGrant.Server ? $"wrapped-{clean}".TrimEnd('-') : clean;
    }

    /// <summary>
    /// Under what name the definitions of a server that nobody named are pinned: many servers are called <c>index</c>, and one must
    /// not be held against another's definitions.
    /// </summary>
    public static string Pinned(string name, IReadOnlyList<string> command)
        => $"{name}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', command))))[..8]}";

    /// <summary>The last part of a path or package, without its version and a script's ending.</summary>
    private static string Plain(string word)
    {
        var last = word.Replace('\\', '/').TrimEnd('/').Split('/')[^1];
        var version = last.IndexOf('@', 1 <= last.Length ? 1 : 0);
        if (version > 0) last = last[..version];
        return Path.GetExtension(last) is ".exe" or ".cmd" or ".js" or ".mjs" or ".cjs" or ".py" or ".ts" or ".dll" ? Path.GetFileNameWithoutExtension(last) : last;
    }
}
