using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Text;

namespace Baton.Catalog.Classification;

/// <summary>
/// What the tools of one server say together: the prefix of their names, whether it deals in money or drives a screen, and
/// whether it calls every tool destructive.
/// </summary>
internal sealed class ServerContext
{
    private const int BlanketAtLeast = 6;

    private readonly ImmutableArray<string> _prefix;

    public ServerContext(string? serverName, ImmutableArray<DeclaredTool> tools)
    {
        var names = tools.Select(tool => NameTokens.Of(tool.Name)).ToImmutableArray();
        ServerWords = serverName is null ? [] : NameTokens.Of(serverName);
        _prefix = PrefixOf(names);
        var words = names.SelectMany(name => name).Concat(ServerWords).ToHashSet(StringComparer.Ordinal);
        Names = tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        DealsInMoney = words.Count(word => Nouns.MoneyContext.Has(word)) >= 2 || words.Any(word => word is "refund" or "payout" or "erc20");
        DrivesScreen = words.Any(word => word is "click" or "hover" or "tap") || words.Contains("browser") && words.Contains("navigate");
        IsGit = ServerWords.Contains("git") || names.Count(name => name.Length > 0 && name[0] == "git") >= 3;
        ClaimsAllDestructive = IsBlanket(tools);
    }

    /// <summary>Words of the server's own name.</summary>
    public ImmutableArray<string> ServerWords { get; }

    /// <summary>The names of all its tools.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Orders and subscriptions here are money.</summary>
    public bool DealsInMoney { get; }

    /// <summary>It clicks and types in a browser or on a device.</summary>
    public bool DrivesScreen { get; }

    /// <summary>Fetch, pull and checkout here change a working tree.</summary>
    public bool IsGit { get; }

    /// <summary>It says <c>destructiveHint: true</c> of every tool that is not read-only, so the claim tells nothing of one tool.</summary>
    public bool ClaimsAllDestructive { get; }

    /// <summary>The words of a name without the server's prefix.</summary>
    public ImmutableArray<string> Unprefixed(ImmutableArray<string> words)
    {
        var kept = words;
        foreach (var word in _prefix)
        {
            if (kept.Length > 1 && kept[0] == word) kept = kept.RemoveAt(0);
        }
        while (kept.Length > 1 && ServerWords.Contains(kept[0]) && Verbs.Of(kept[0]).Kind == VerbKind.None) kept = kept.RemoveAt(0);
        if (kept.Length > 1 && kept[^1] == "tool") kept = kept.RemoveAt(kept.Length - 1);
        return kept;
    }

    private static ImmutableArray<string> PrefixOf(ImmutableArray<ImmutableArray<string>> names)
    {
        var prefix = ImmutableArray.CreateBuilder<string>();
        while (names.Length >= 3)
        {
            var depth = prefix.Count;
            var common = names.Where(name => name.Length > depth + 1 && name.Take(depth).SequenceEqual(prefix))
                .GroupBy(name => name[depth], StringComparer.Ordinal).OrderByDescending(group => group.Count()).FirstOrDefault();
            if (common is null || common.Count() * 5 < names.Length * 3 || Verbs.Of(common.Key) is { Kind: not VerbKind.None, IsNounToo: false }) break;
            prefix.Add(common.Key);
        }
        return prefix.ToImmutable();
    }

    private static bool IsBlanket(ImmutableArray<DeclaredTool> tools)
    {
        var changing = tools.Where(tool => tool.Annotations?.ReadOnly != true).ToArray();
        return changing.Length >= BlanketAtLeast && changing.All(tool => tool.Annotations?.Destructive == true);
    }
}
