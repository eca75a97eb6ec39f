using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads the outermost object.</summary>
internal static class DocumentReader
{
    public static PolicyDocument Read(SyntaxNode root, ProblemList problems)
    {
        var reader = new ObjectReader(root, Language.Document, "", problems);
        ReadVersion(reader, problems);
        return new PolicyDocument(
            reader.Word<DefaultAction>("default") ?? DefaultAction.Deny,
            reader.Word<PolicyMode>("mode"),
            reader.Texts("hide"),
            reader.Flag("show_denied"),
            reader.Find("all_tools") is { } all ? EntryReader.Read(all, reader.At("all_tools"), problems) : null,
            Entries(reader, "tools", problems),
            reader.Map<ClassEntry>("class", (member, place) => Class(member, place, problems)),
            reader.Has("resources") ? Entries(reader, "resources", problems) : null,
            reader.Has("prompts") ? Entries(reader, "prompts", problems) : null,
            reader.Find("server_requests") is { } requests ? Requests(requests, reader.At("server_requests"), problems) : null,
            reader.Word<DefinitionsMode>("definitions"),
            reader.Sequence<TestConfig>("tests", (node, place) => TestReader.Read(node, place, problems)),
            reader.Text("$schema"),
            reader.Text("description"));
    }

    private static void ReadVersion(ObjectReader reader, ProblemList problems)
    {
        if (reader.Find("version") is not { } version) return;
        if (version.Kind == Json.JsonKind.Number && version.Text == PolicyDocument.Version)
        {
            problems.Error("wrong_type", "/version", "The version is a string: write \"1\" in quotes.");
            return;
        }
        if (reader.Text("version") is { } text && text != PolicyDocument.Version)
        {
            problems.Error("version", "/version", $"Version \"{text}\" is not known: write \"{PolicyDocument.Version}\".");
        }
    }

    private static Sequence<NamedEntry> Entries(ObjectReader reader, string name, ProblemList problems)
        => reader.Map<NamedEntry>(name, (member, place) => new NamedEntry(member.Name, EntryReader.Read(member.Value, place, problems)));

    private static ClassEntry? Class(SyntaxMember member, string place, ProblemList problems)
    {
        var entry = EntryReader.Read(member.Value, place, problems);
        if (WordTable<ToolCategory>.TryParse(member.Name, out var category)) return new ClassEntry(category, entry);
        problems.Error("unknown_key", place,
            $"`{member.Name}` is not a category{Nearest.Hint(member.Name, WordTable<ToolCategory>.Words)}; there are {string.Join(", ", WordTable<ToolCategory>.Words)}.");
        return null;
    }

    private static ServerRequestsConfig Requests(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.ServerRequests, place, problems);
        return new ServerRequestsConfig(reader.Word<DefaultAction>("sampling"), reader.Word<DefaultAction>("elicitation"), reader.Word<DefaultAction>("roots"));
    }
}
