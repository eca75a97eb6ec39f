using System.Collections.Frozen;

namespace Baton.Catalog.Lexicon;

/// <summary>Objects of tool names, by what it means to act on them. Plurals are found by their singular.</summary>
internal static class Nouns
{
    /// <summary>Money, by name alone.</summary>
    public static FrozenSet<string> Money { get; } = Set("payment invoice refund payout funds settlement credit checkout quote charge erc20 money remittance");

    /// <summary>Money only where the server deals in it.</summary>
    public static FrozenSet<string> MoneyInContext { get; } = Set("order subscription position transfer trade options balance");

    /// <summary>Words that make a server one that deals in money.</summary>
    public static FrozenSet<string> MoneyContext { get; } = Set(
        "payment invoice refund payout price customer dispute crypto stock portfolio wallet position settlement coupon erc20 onramp bank trade asset");

    /// <summary>Heads that turn a money word into ordinary data: a plan, a reminder, a list.</summary>
    public static FrozenSet<string> NotMoney { get; } = Set(
        "plan reminder price product customer coupon template setting settings tag note report tracking contact method webhook notification notify " +
        "watchlist dispute claim history list timesheet category qr rating review status description metadata account item_template schedule link_notify");

    /// <summary>What holds much: losing it loses everything in it.</summary>
    public static FrozenSet<string> Containers { get; } = Set(
        "database db table collection repository repo project account cluster namespace bucket volume environment workspace app droplet site vault " +
        "tenant organization organisation index disk filesystem schema branch sandbox zone simulator sim keyspace server stack teardown");

    /// <summary>Marks and links: taking one away loses little.</summary>
    public static FrozenSet<string> Marks { get; } = Set(
        "label tag reaction star bookmark link member tab cookie reviewer dependency permission notification watch pin subscription favorite emoji association");

    /// <summary>Settings of a session and other trifles.</summary>
    public static FrozenSet<string> Trifles { get; } = Set(
        "reaction star bookmark favorite emoji highlight tracing trace video recording chapter screencast audio timer orientation read");

    /// <summary>Access, identity and secrets.</summary>
    public static FrozenSet<string> Access { get; } = Set(
        "permission user role member admin key secret token credential password certificate policy firewall access dsn connection_string ssh");

    /// <summary>What runs for others: a change here is a change in production.</summary>
    public static FrozenSet<string> Production { get; } = Set("production dns domain record firewall edge release maintenance replicas");

    /// <summary>Secrets, where reading them is the danger.</summary>
    public static FrozenSet<string> Secrets { get; } = Set(
        "secret secrets credential credentials password env environment_variables connection_string cookie cookies dsn dsns kubeconfig private_key api_key apikey");

    /// <summary>Words that name what other people will see or hear.</summary>
    public static FrozenSet<string> ToPeople { get; } = Set(
        "message email mail sms comment reply broadcast notification tweet post dm note responder invitation call worklog_note newsletter");

    /// <summary>Content that belongs to a person: reading it matters more than reading a list.</summary>
    public static FrozenSet<string> PrivateContent { get; } = Set(
        "file content contents message mail email conversation history attachment doc thread event block media object");

    /// <summary>Whole programs and jobs: starting one is running something.</summary>
    public static FrozenSet<string> Runnable { get; } = Set(
        "process job workflow pipeline build run task_run script program command shell function lambda actor dyno app scene macro automation playbook simulation test tests");

    /// <summary>Whether the word or its singular is in the set.</summary>
    public static bool Has(this FrozenSet<string> set, string word)
        => set.Contains(word)
        || (word.Length > 3 && word.EndsWith('s') && set.Contains(word[..^1]))
        || (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && set.Contains(word[..^2]))
        || (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) && set.Contains(word[..^3] + "y"));

    /// <summary>Whether any of the words is in the set.</summary>
    public static bool HasAny(this FrozenSet<string> set, IEnumerable<string> words) => words.Any(set.Has);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
