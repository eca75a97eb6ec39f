using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>Makes a policy of a document, and finds what is wrong with it beyond its shape.</summary>
internal static class PolicyCompiler
{
    public static CompiledPolicy Compile(PolicyDocument document, CompileOptions options, ProblemList problems)
    {
        var compiler = new EntryCompiler(document.Mode ?? PolicyMode.Enforce, options with { Patterns = new() }, problems);
        var parts = new PolicyParts(
            Hidden(document, problems),
            EntryTable.Compile(document.Tools, "/tools", uri: false, compiler, problems),
            document.Resources is { } resources ? EntryTable.Compile(resources, "/resources", uri: true, compiler, problems) : null,
            document.Prompts is { } prompts ? EntryTable.Compile(prompts, "/prompts", uri: false, compiler, problems) : null,
            Classes(document, compiler),
            document.AllTools is null ? null : compiler.Compile(document.AllTools, "/all_tools", "all_tools"));
        return new CompiledPolicy(document, options.Revision, parts);
    }

    private static Glob[] Hidden(PolicyDocument document, ProblemList problems)
    {
        var globs = new List<Glob>();
        for (var at = 0; at < document.Hide.Count; at++)
        {
            if (document.Hide[at].Length == 0) problems.Error("empty_name", Pointer.Of("/hide", at), "A hidden tool has a name or a glob: write one, or remove this.");
            else globs.Add(Glob.Name(document.Hide[at]));
        }
        return [.. globs];
    }

    private static CompiledEntry?[] Classes(PolicyDocument document, EntryCompiler compiler)
    {
        var classes = new CompiledEntry?[Enum.GetValues<ToolCategory>().Length];
        foreach (var (category, entry) in document.Classes)
        {
            var name = WordTable<ToolCategory>.Text(category);
            classes[(int)category] = compiler.Compile(entry, Pointer.Of("/class", name), name);
        }
        return classes;
    }
}
