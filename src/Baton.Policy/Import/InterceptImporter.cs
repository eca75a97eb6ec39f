using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Import;

/// <summary>
/// Turns the YAML of PolicyLayer's Intercept into this language. Where a construct was unsafe there, the safe one is written
/// and a warning says what is different.
/// </summary>
public static class InterceptImporter
{
    private static readonly string[] Keys = ["version", "description", "default", "hide", "tools"];

    /// <summary>Imports a document.</summary>
    public static ImportResult Import(ReadOnlySpan<byte> utf8)
    {
        var problems = new ProblemList();
        if (utf8.Length > PolicyDocument.MaxBytes || !Utf8.IsValid(utf8))
        {
            problems.ErrorAt("encoding", "", 1, 1, $"The document must be UTF-8 of at most {PolicyDocument.MaxBytes} bytes.");
            return new ImportResult(null, problems.Items);
        }
        var root = YamlSyntax.Read(Encoding.UTF8.GetString(utf8), problems);
        if (root is null || problems.HasErrors) return new ImportResult(null, problems.Items);
        problems = new ProblemList(root);
        if (!Documents.Reading.ObjectReader.Expect(problems, root, JsonKind.Object, "", "an Intercept policy")) return new ImportResult(null, problems.Items);
        InterceptNodes.WarnOfUnknown(root, "", Keys, problems);
        var document = new PolicyDocument(
            Default(root, problems),
            Hide: Hide(root, problems),
            Description: root.Child("description")?.Text,
            AllTools: AllTools(root, problems),
            Tools: Tools(root, problems));
        return new ImportResult(problems.HasErrors ? null : document, problems.Items);
    }

    private static DefaultAction Default(SyntaxNode root, ProblemList problems)
    {
        if (root.Child("version")?.Text != "1") problems.Error("version", "/version", "Intercept's version is \"1\": this document has another.");
        switch (root.Child("default")?.Text)
        {
            case "deny":
                return DefaultAction.Deny;
            case null:
                problems.Warning("default_allow", "", "Without `default` Intercept lets every unlisted tool through; that is written out here as \"default\": \"allow\". Consider deny.");
                return DefaultAction.Allow;
            case "allow":
                return DefaultAction.Allow;
            default:
                problems.Error("unknown_word", "/default", "`default` is allow or deny.");
                return DefaultAction.Deny;
        }
    }

    private static Sequence<string> Hide(SyntaxNode root, ProblemList problems)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        if (!InterceptNodes.IsGiven(root.Child("hide"), JsonKind.Array, "/hide", problems)) return default;
        var items = root.List("hide");
        for (var at = 0; at < items.Count; at++)
        {
            var place = Pointer.Of("/hide", at);
            if (!Documents.Reading.ObjectReader.Expect(problems, items[at], JsonKind.String, place, "a tool's name")) continue;
            if (items[at].Text.Trim().Length == 0) problems.Error("empty_name", place, "A hidden tool has a name.");
            else names.Add(items[at].Text);
        }
        return new Sequence<string>(names.ToImmutable());
    }

    private static EntryConfig? AllTools(SyntaxNode root, ProblemList problems)
        => root.Child("tools")?.Child("*") is { } all ? new InterceptEntry("_global", Pointer.Of("/tools", "*"), root, problems).Import(all) : null;

    private static Sequence<NamedEntry> Tools(SyntaxNode root, ProblemList problems)
    {
        var entries = ImmutableArray.CreateBuilder<NamedEntry>();
        if (!InterceptNodes.IsGiven(root.Child("tools"), JsonKind.Object, "/tools", problems)) return default;
        foreach (var member in root.Child("tools")!.Members)
        {
            if (member.Name == "*") continue;
            var place = Pointer.Of("/tools", member.Name);
            if (Globs.Glob.HasWildcard(member.Name)) problems.Warning("glob", place, $"Intercept takes `{member.Name}` for one tool of that very name; here it is a glob. Check what it matches.");
            entries.Add(new NamedEntry(member.Name, new InterceptEntry(member.Name, place, root, problems).Import(member.Value)));
        }
        return new Sequence<NamedEntry>(entries.ToImmutable());
    }
}
