using System.Collections.Frozen;

namespace Baton.Catalog.Lexicon;

/// <summary>
/// Verbs of tool names and descriptions, by what they do. The words come from the guidelines
/// (docs/catalogue-guidelines.md); a new word is one word in one of these lists.
/// </summary>
internal static class Verbs
{
    private const string Reading =
        "get output dump sample print list search find read fetch describe retrieve show lookup query view inspect check count browse download explain " +
        "analyze analyse summarize summarise compare calculate compute convert validate verify lint detect resolve geocode " +
        "scrape crawl extract translate parse decode encode hash diff scan peek preview estimate wait sleep " +
        "echo ping think observe poll suggest recommend help examine discover enumerate decompile transcribe ask research reason " +
        "identify give return returns look locate collect gather display visualize hget hgetall hmget lrange smembers zrange xrange " +
        "llen scard ttl exists whoami ls cat stat head tail grep tree du has is introspect recall export " +
        "audit monitor plan measure predict classify match determine investigate audit render capture screenshot tell " +
        "access answer simulate demonstrate profile learn calculate mget";

    private const string ReadingNouns =
        "info status history details overview schema stats log logs pricing usage metrics summary balance screenshot snapshot " +
        "reader helper docs documentation map directions";

    private const string Writing =
        "create act request upgrade confirm load suspend wake hibernate optimize optimise vacuum compact defragment inject intercept redirect calibrate arm disarm eject ship fulfill fulfil retweet repost boost unpublish deprecate invalidate trash untrash initiate exercise rebase mkdir cp mv chmod chown unzip decompress sync interact add update set write edit modify put insert upsert upload send post publish comment reply assign unassign label " +
        "merge deploy redeploy start stop pause resume restart reboot boot close reopen archive unarchive enable disable share unshare " +
        "invite connect disconnect reconnect login logout authenticate register sign subscribe unsubscribe follow unfollow star unstar like unlike " +
        "pin unpin mark save store append prepend patch rename change adjust configure initialize initialise init setup provision " +
        "generate draft compose make submit approve reject accept decline complete finish move copy duplicate clone " +
        "fork import sync synchronize push pull commit stage unstage attach detach link unlink associate disassociate grant " +
        "promote demote transfer transition schedule reschedule scale resize rotate renew extend tag untag lock unlock mute unmute " +
        "ban unban block unblock kick leave join notify alert remind forward respond vote rate rank react click type fill press tap hover drag scroll swipe " +
        "navigate goto go select deselect focus choose switch activate deactivate toggle turn control handle dismiss acknowledge ack " +
        "bookmark increment decrement incr decr expire persist hset hmset lpush rpush " +
        "sadd zadd xadd zincrby track record book reserve place apply replace format reorder " +
        "reprioritize expand split group ungroup open emulate mock route unroute annotate highlight hide " +
        "play queue shuffle skip seek mutate overlay draw paint refresh warm index reindex embed ingest " +
        "remember memorize reflect supersede bump touch scaffold refactor fix improve zip compress gzip " +
        "port expose cordon uncordon escalate triage snooze claim unclaim release hand handoff " +
        "speak say synthesize dub speech impersonate use unuse bind unbind mount unmount power";

    private const string WritingNouns =
        "message comment label tag note post email sms notification draft bookmark reaction star reply link webhook invite event reminder checkout " +
        "stash remote branch worktree tabs upload backup updater editor playback queue writer";

    private const string Destroying =
        "unsend scrub sunset delete remove drop purge wipe erase destroy truncate reset cancel kill terminate revoke uninstall overwrite flush clean cleanup prune " +
        "rollback revert rebuild recreate discard void expunge evict teardown del rm rmdir unset hdel srem zrem xdel lpop rpop spop " +
        "empty abort shred deprovision decommission undeploy nuke obliterate forget expel dispose drain " +
        "lose destroying clear restore";

    private const string Executing =
        "run rerun execute exec eval evaluate invoke trigger install shell spawn launch build sudo dispatch retry replay interpret bash powershell script";

    private const string ExecutingNouns = "call command test terminal program";

    private const string Paying =
        "pay charge refund payout withdraw deposit buy sell purchase trade stake unstake liquidate invest donate bid repay borrow lend " +
        "onramp offramp reimburse tip disburse remit prepay";

    private const string AlsoNouns =
        "query view check watch scan test log post comment label tag note star pin store draft schedule report order charge trade bid tip link " +
        "review message format index queue lock vote rate rank group record track book map route answer search fork share stage start stop " +
        "build run call command script shell return returns display match profile tree head tail cat stat trash discard access port " +
        "reply email sms invite event reminder checkout stash remote branch notification reaction power skip play touch control handle use type fill press tap drag " +
        "open close focus switch split draw paint zip speech set change question empty deposit purchase refund stake claim release resume drop reset clean clear exec " +
        "monitor filter load plan audit confirm pull request output upgrade act ask print sample dump ship boost arm handoff archive sync";

    private static readonly FrozenSet<string> NounsToo = AlsoNouns.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Verb> All = Build();

    /// <summary>The verb of a base form, or of <c>None</c>.</summary>
    public static Verb Of(string word) => All.TryGetValue(word, out var verb) ? verb : default;

    /// <summary>The verb of an inflected word: <c>deletes</c>, <c>creating</c>, <c>applied</c>.</summary>
    public static Verb OfInflected(string word)
    {
        foreach (var form in BaseForms(word))
        {
            if (All.TryGetValue(form, out var verb)) return verb;
        }
        return default;
    }

    /// <summary>The base forms a word may stand for, the word itself first.</summary>
    public static IEnumerable<string> BaseForms(string word)
    {
        yield return word;
        if (word.Length < 4) yield break;
        if (word.EndsWith("ies", StringComparison.Ordinal)) yield return word[..^3] + "y";
        if (word.EndsWith("es", StringComparison.Ordinal)) yield return word[..^2];
        if (word.EndsWith('s')) yield return word[..^1];
        if (word.EndsWith("ied", StringComparison.Ordinal)) yield return word[..^3] + "y";
        foreach (var ending in (string[])["ed", "ing"])
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length < ending.Length + 3) continue;
            var stem = word[..^ending.Length];
            yield return stem;
            yield return stem + "e";
            if (stem[^1] == stem[^2]) yield return stem[..^1];
        }
    }

    private static FrozenDictionary<string, Verb> Build()
    {
        var verbs = new Dictionary<string, Verb>(StringComparer.Ordinal);
        Add(Reading, VerbKind.Read, noun: false);
        Add(Writing, VerbKind.Write, noun: false);
        Add(Destroying, VerbKind.Destroy, noun: false);
        Add(Executing, VerbKind.Execute, noun: false);
        Add(Paying, VerbKind.Pay, noun: false);
        Add(ReadingNouns, VerbKind.Read, noun: true);
        Add(WritingNouns, VerbKind.Write, noun: true);
        Add(ExecutingNouns, VerbKind.Execute, noun: true);
        return verbs.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string words, VerbKind kind, bool noun)
        {
            foreach (var word in words.Split(' ')) verbs[word] = new Verb(kind, noun || NounsToo.Contains(word));
        }
    }
}
