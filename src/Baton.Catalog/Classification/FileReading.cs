using Baton.Catalog.Lexicon;
using Baton.Catalog.Text;

namespace Baton.Catalog.Classification;

/// <summary>
/// Whether the tool replaces a whole file at a path of the caller's choice: what was there is lost without a word. A place
/// that keeps versions (a branch, a commit message) does not lose it.
/// </summary>
internal static class FileReading
{
    private static readonly string[] Replaces = ["write", "move", "rename", "save", "put", "create"];

    public static Finding? Read(ToolFacts facts)
    {
        var verb = facts.Words.FirstOrDefault(Replaces.Contains);
        if (verb is null || !ActsOnFile(facts) || KeepsVersions(facts)) return null;
        var paths = facts.TopLevel.Where(IsPath).ToArray();
        if (paths.Length == 0) return null;
        var replaces = verb is "move" or "rename" ? paths.Length >= 2 : facts.Named("content", "contents", "text", "data", "body") is not null;
        return replaces
            ? Finding.From(VerbKind.Destroy, 3, EvidenceSource.Schema, $"{verb} … {paths[0].Name}", "a file at a chosen path is replaced without a word")
            : null;
    }

    private static bool ActsOnFile(ToolFacts facts)
        => facts.Words.Any(word => word is "file" or "files" or "path" or "paths")
        || (facts.Words.Length == 1 && facts.Says("file", "files") is not null);

    private static bool KeepsVersions(ToolFacts facts)
        => facts.Named("branch", "commit_message", "message", "sha", "project_id", "owner", "bucket", "container", "user_google_email") is not null;

    private static bool IsPath(Schemas.Parameter parameter)
        => NameTokens.Of(parameter.Name).Any(word => word is "path" or "file" or "filepath" or "source" or "destination" or "src" or "dest" or "target" or "filename");
}
