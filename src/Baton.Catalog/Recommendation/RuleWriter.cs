using System.Collections.Immutable;
using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;
using Baton.Policy.Documents;

namespace Baton.Catalog.Recommendation;

/// <summary>Writes <c>require</c> and <c>deny_if</c> from the tool's own parameters: paths, addresses, mail, commands, queries, currencies.</summary>
internal static class RuleWriter
{
    /// <summary>Where the memory tool that Claude models know has its files: a name of its protocol, which is no folder of a disk.</summary>
    private const string MemoryRoot = "/memories";

    private static readonly string[] InnerHosts =
        ["localhost", "*.localhost", "*.local", "*.internal", "127.*", "10.*", "192.168.*", "172.16.*", "172.17.*", "172.18.*", "172.19.*", "172.2?.*", "172.30.*", "172.31.*", "169.254.*", "0.*", "*:*"];

    // What a statement that begins like a reading one may still do: WITH x AS (DELETE ...), EXPLAIN ANALYZE UPDATE, SELECT ... INTO.
    private const string ChangingWord = @"(?i)\b(INTO|INSERT|UPDATE|DELETE|MERGE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|CALL|EXECUTE|REFRESH)\b";
    private const string ReadingStatement = @"(?i)\s*(SELECT|SHOW|DESCRIBE|EXPLAIN|WITH)\b[^;]*;?\s*";

    /// <summary>The path of a parameter below <c>args</c>; every element of a list.</summary>
    public static string ArgumentPath(Parameter parameter)
        => (parameter.Path.StartsWith('[') ? "args" : "args.") + parameter.Path + (parameter.IsArray ? "[*]" : "");

    /// <summary>Whether a rule bounds what is run, so that no person need be asked.</summary>
    public static bool Bounds(ToolVerdict verdict) => verdict.Signals.Any(signal => Commanded(verdict, signal) is not null);

    public static void Write(Utf8JsonWriter json, ToolVerdict verdict, RecommendationOptions options, MoneyRule? money)
    {
        var rules = Rules(verdict, options, money).ToImmutableArray();
        WriteRules(json, "require", [.. rules.Where(rule => !rule.Deny)]);
        WriteRules(json, "deny_if", [.. rules.Where(rule => rule.Deny)]);
    }

    private static IEnumerable<Rule> Rules(ToolVerdict verdict, RecommendationOptions options, MoneyRule? money)
    {
        foreach (var signal in verdict.Signals)
        {
            if (signal.Parameter is null || verdict.Parameters.FirstOrDefault(one => one.Path == signal.Parameter) is not { } parameter) continue;
            if (parameter.IsArray && parameter.Depth > 0 && parameter.Path.Contains("[*]", StringComparison.Ordinal)) continue;
            switch (signal.Kind)
            {
                case SignalKind.Path when IsLocal(verdict) && parameter.Type == ParameterType.Text && !IsName(parameter):
                    yield return new Rule(parameter, "path_within", IsMemoryFile(parameter) ? [MemoryRoot] : options.Folders, "The path must lie inside the folders of this policy.");
                    break;
                case SignalKind.Url when parameter.Type == ParameterType.Text:
                    yield return new Rule(parameter, "url", ["https"], "The address must be https.");
                    yield return new Rule(parameter, "url", [.. InnerHosts], "Addresses of the inner network are refused.", Deny: true);
                    break;
                case SignalKind.Recipient when IsMail(verdict, parameter) && verdict.Category != ToolCategory.Read:
                    yield return new Rule(parameter, "email_domain", options.MailDomains, "Mail goes to the domains of this policy only: put your own in.");
                    break;
                default:
                    if (Commanded(verdict, signal) is not { } kind) break;
                yield return Command(parameter, kind, options);
                if (kind == "sql") yield return new Rule(parameter, "regex", [ChangingWord], "The statement holds a word that changes data.", Deny: true);
                    break;
            }
        }
        if (money is not null || verdict.Category == ToolCategory.Financial)
        {
            var currency = verdict.Parameters.FirstOrDefault(one => one is { Depth: 0, Type: ParameterType.Text, IsArray: false } && one.Name.Contains("currency", StringComparison.OrdinalIgnoreCase));
            if (currency is { Values.IsEmpty: true }) yield return new Rule(currency, "in", options.Currencies, "The currency must be one of this policy.");
        }
    }

    private static Rule Command(Parameter parameter, string kind, RecommendationOptions options) => kind switch
    {
        "argv" => new Rule(parameter, "argv", options.Programs, "Only the programs of this policy may run, one at a time."),
        "program" => new Rule(parameter with { Path = parameter.Path + "[0]", IsArray = false }, "in", options.Programs, "Only the programs of this policy may run."),
        _ => new Rule(parameter, "regex", [ReadingStatement], "Only one reading statement may be run."),
    };

    private static string? Commanded(ToolVerdict verdict, Signal signal)
    {
        if (verdict.Category != ToolCategory.Execute || signal.Parameter is null) return null;
        var parameter = verdict.Parameters.First(one => one.Path == signal.Parameter);
        if (parameter is not { Depth: 0, Type: ParameterType.Text }) return null;
        var words = NameTokens.Of(parameter.Name);
        if (signal.Kind == SignalKind.Query) return !parameter.IsArray && IsSql(verdict, words) ? "sql" : null;
        if (signal.Kind != SignalKind.Command || !words.Any(word => word is "command" or "cmd" or "commands" or "shell" or "cli")) return null;
        return parameter.IsArray ? "program" : "argv";
    }

    private static bool IsSql(ToolVerdict verdict, ImmutableArray<string> words)
        => words.Contains("sql") || (verdict.Tool.Description ?? verdict.Name).Contains("sql", StringComparison.OrdinalIgnoreCase);

    // A path inside somebody else's repository, bucket or drive is no path of this machine.
    private static bool IsLocal(ToolVerdict verdict)
        => !verdict.Parameters.Any(parameter => parameter.Depth == 0 && NameTokens.Of(parameter.Name) is { } words
            && words.Any(word => word is "owner" or "repo" or "repository" or "project" or "bucket" or "workspace" or "ref" or "fileid" or "drive" or "vault" or "wiki") && words[^1] is not ("path" or "root" or "dir"));

    // "An id that was printed": whatever the parameter is called, it is looked up and never opened.
    private static bool IsName(Parameter parameter)
        => Prose.Words(parameter.Description ?? "") is ["a" or "an" or "the", "id" or "key" or "label", ..];

    private static bool IsMemoryFile(Parameter parameter)
        => parameter.Description?.Contains($"under {MemoryRoot}", StringComparison.Ordinal) == true;

    private static bool IsMail(ToolVerdict verdict, Parameter parameter)
    {
        if (parameter.Type != ParameterType.Text || parameter.Name.Contains("phone", StringComparison.OrdinalIgnoreCase) || parameter.Name.Contains("number", StringComparison.OrdinalIgnoreCase)) return false;
        return parameter.Name.Contains("mail", StringComparison.OrdinalIgnoreCase) || parameter.Format == "email" || parameter.Name is "cc" or "bcc"
            || NameTokens.Of(verdict.Name).Any(word => word is "email" or "mail" or "gmail" or "emails") || (verdict.Tool.Description ?? "").Contains("email", StringComparison.OrdinalIgnoreCase);
    }

    private static void WriteRules(Utf8JsonWriter json, string key, ImmutableArray<Rule> rules)
    {
        if (rules.IsEmpty) return;
        json.WriteStartArray(key);
        foreach (var rule in rules) rule.Write(json);
        json.WriteEndArray();
    }

    /// <summary>One condition on one parameter.</summary>
    private sealed record Rule(Parameter Parameter, string Operator, ImmutableArray<string> Values, string OnDeny, bool Deny = false)
    {
        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteStartArray("conditions");
            json.WriteStartObject();
            json.WriteString("path", Deny ? ArgumentPath(Parameter).Replace("[*]", "[any]", StringComparison.Ordinal) : ArgumentPath(Parameter));
            json.WriteString("op", Operator);
            WriteValue(json);
            if (Operator == "regex" && !Deny) json.WriteBoolean("full", true);
            if ((!Parameter.Required || Parameter.Depth > 0) && !Deny) json.WriteString("missing", "pass");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("on_deny", OnDeny);
            json.WriteEndObject();
        }

        private void WriteValue(Utf8JsonWriter json)
        {
            json.WritePropertyName("value");
            if (Operator == "regex")
            {
                json.WriteStringValue(Values[0]);
                return;
            }
            if (Operator == "url")
            {
                json.WriteStartObject();
                json.WritePropertyName(Deny ? "host" : "scheme");
            }
            json.WriteStartArray();
            foreach (var value in Values) json.WriteStringValue(value);
            json.WriteEndArray();
            if (Operator == "url") json.WriteEndObject();
        }
    }
}
