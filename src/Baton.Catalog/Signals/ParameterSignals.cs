using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;
using Baton.Catalog.Text;

namespace Baton.Catalog.Signals;

/// <summary>Which signals a parameter's name, type and description give.</summary>
internal static class ParameterSignals
{
    private static readonly string[] QueryNames =
        ["sql", "jql", "cql", "kql", "promql", "logql", "esql", "graphql", "cypher", "sparql", "hogql", "soql", "mql", "expr", "pipeline", "statement", "statements", "whereclause", "dsl"];

    private static readonly string[] CommandNames = ["command", "commands", "cmd", "script", "code", "javascript", "python", "apexcode", "stdin", "bash", "cli"];

    private static readonly string[] CodeQualifiers =
        ["country", "language", "currency", "zip", "postal", "status", "error", "exit", "area", "qr", "bar", "promo", "coupon", "discount", "verification", "auth", "otp", "lang", "airport", "iata", "region", "response", "color", "provider", "review", "files", "snippet"];

    private static readonly string[] FileWords = ["file", "files", "path", "paths", "folder", "folders", "directory", "directories", "disk"];

    private static readonly string[] ForceNames =
        ["force", "forced", "overwrite", "override", "bypass", "insecure", "dangerous", "unsafe", "noverify", "autoapprove", "ignoreerrors", "skipconfirmation", "skipvalidation", "allowdangerous", "forcedelete"];

    private static readonly string[] WildcardNames = ["recursive", "recursively", "glob", "wildcard", "allnamespaces", "all", "regex"];

    private static readonly string[] IdentityNames =
        ["agentid", "author", "authorid", "sender", "senderid", "onbehalfof", "impersonate", "impersonateuser", "asuser", "runas", "actas", "actingas", "actor", "fromai", "fromagent", "sourceinstance", "usergoogleemail", "behalfof", "username", "owneremail"];

    private static readonly string[] RecipientNames =
        ["recipient", "recipients", "cc", "bcc", "tonumber", "toemail", "sharewith", "attendees", "invitees", "phonenumber", "destinationemail", "customeremail", "mentions", "tochatid"];

    public static IEnumerable<SignalKind> Of(Parameter parameter, ToolFacts facts)
    {
        var words = NameTokens.Of(parameter.Name);
        var joined = string.Concat(words);
        if (IsCommand(parameter, words, facts)) yield return SignalKind.Command;
        else if (IsQuery(parameter, words, facts)) yield return SignalKind.Query;
        if (IsPath(parameter, words, facts)) yield return SignalKind.Path;
        if (IsUrl(parameter, words)) yield return SignalKind.Url;
        if (IsCredential(parameter, words)) yield return SignalKind.Credential;
        if (IsRecipient(parameter, joined, facts)) yield return SignalKind.Recipient;
        if (IsAmount(parameter, words, facts)) yield return SignalKind.Amount;
        if (words.Any(word => word is "html" or "template" or "svg" or "css" or "mjml" or "markup") && parameter.IsFreeText) yield return SignalKind.Markup;
        if (parameter.Type == ParameterType.Boolean && ForceNames.Contains(joined)) yield return SignalKind.Force;
        if (WildcardNames.Contains(joined) && (parameter.Type == ParameterType.Boolean || joined is "glob" or "wildcard")) yield return SignalKind.Wildcard;
        if (IdentityNames.Contains(joined) && parameter.Type is ParameterType.Text && !parameter.IsArray && joined != "username") yield return SignalKind.Identity;
        if (parameter.IsOpen && parameter.Required && parameter.Depth == 0) yield return SignalKind.Untyped;
    }

    private static bool IsCommand(Parameter parameter, ImmutableArray<string> words, ToolFacts facts)
    {
        if (!parameter.IsFreeText || parameter.Depth > 1) return false;
        if (words.Any(CodeQualifiers.Contains) || words[^1] is "id" or "type" or "name" or "path" or "format" or "language") return false;
        if (words.Any(CommandNames.Contains)) return words.Length <= 2 || words.Contains("command");
        if (words is ["function"] && facts.Words.Any(word => word is "evaluate" or "eval" or "script" or "javascript")) return true;
        return words is ["input"] && facts.HasWord("process", "terminal", "shell");
    }

    private static bool IsQuery(Parameter parameter, ImmutableArray<string> words, ToolFacts facts)
    {
        var joined = string.Concat(words);
        if (QueryNames.Contains(words[^1]) || QueryNames.Contains(joined) || words is [.., "query"] && words.Any(QueryNames.Contains)) return parameter.Type is ParameterType.Text or ParameterType.Map or ParameterType.Any;
        if (words[0] != "query" && joined is not ("querybody" or "searchquery")) return false;
        if (words.Length > 1 && words[^1] is not ("body" or "string" or "text" or "query")) return false;
        return QueryLanguage.Of(facts, parameter) is not null;
    }

    private static bool IsPath(Parameter parameter, ImmutableArray<string> words, ToolFacts facts)
    {
        if (parameter.Type is not (ParameterType.Text or ParameterType.Any) || !parameter.Values.IsEmpty) return false;
        if (words[^1] is "id" or "key" or "mask" or "type" or "content" or "format" or "count" or "size" or "data" or "slug" or "filter" or "token" or "extension") return false;
        if (words.Any(word => word is "path" or "paths" or "filepath" or "filepaths" or "dir" or "directory" or "dirpath" or "folder" or "cwd" or "filename")) return !words.Contains("xpath");
        return words is ["file"] or ["files"] || words is ["source"] or ["destination"] && MovesFile(parameter, facts);
    }

    // A source may as well be where a text came from, and a destination a wallet: they are paths where files are spoken of.
    private static bool MovesFile(Parameter parameter, ToolFacts facts)
        => facts.HasWord("copy", "move", "rename") || facts.Words.Any(FileWords.Contains) || Prose.Words(parameter.Description ?? "").Any(FileWords.Contains) || facts.Sentences.Any(sentence => Prose.Words(sentence).Any(FileWords.Contains));

    private static bool IsUrl(Parameter parameter, ImmutableArray<string> words)
        => parameter.Type is ParameterType.Text or ParameterType.Any && parameter.Values.IsEmpty
        && (words.Any(word => word is "url" or "urls" or "uri" or "webhook" or "href" or "endpoint") && words[^1] is not "id" || parameter.Format is "uri" or "url");

    private static bool IsCredential(Parameter parameter, ImmutableArray<string> words)
    {
        if (parameter.Type is not (ParameterType.Text or ParameterType.Any)) return false;
        // github_access_token, X-Api-Key: the last two words say what it is, whose ever it is.
        var joined = string.Concat(words.TakeLast(2));
        if (words.Any(word => word is "password" or "passphrase" or "secret" or "credential" or "credentials" or "bearer" or "apikey")) return words[^1] is not ("id" or "name" or "type");
        return joined is "token" or "accesstoken" or "authtoken" or "apitoken" or "accesskey" or "secretkey" or "privatekey" or "connectionstring" or "authorization" or "apikey" or "clientsecret" or "bearertoken";
    }

    private static bool IsRecipient(Parameter parameter, string joined, ToolFacts facts)
    {
        if (parameter.Type is ParameterType.Boolean or ParameterType.Number) return false;
        if (RecipientNames.Contains(joined)) return true;
        var speaks = facts.Words.Any(word => word is "send" or "post" or "reply" or "forward" or "invite" or "share" or "email" or "message" or "notify" or "transfer" or "draft" or "call");
        return speaks && joined is "to" or "email" or "emails" or "phone" or "chatid" or "channelid" or "channel" or "userid" or "target" or "toaddress" or "destination" && speaks;
    }

    private static bool IsAmount(Parameter parameter, ImmutableArray<string> words, ToolFacts facts)
    {
        if (parameter.Type is ParameterType.Boolean or ParameterType.Map || parameter.IsArray) return false;
        if (words.Any(word => word is "amount" or "price" or "cost" or "total" or "fee")) return words[0] is not ("max" or "min") && words[^1] is not ("id" or "type" or "currency");
        return facts.Server.DealsInMoney && words is ["qty"] or ["quantity"] or ["notional"] or ["value"];
    }
}
