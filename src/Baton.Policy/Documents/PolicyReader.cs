using System.Text;
using System.Text.Unicode;
using Baton.Policy.Documents.Reading;
using Baton.Policy.Documents.Syntax;

namespace Baton.Policy.Documents;

/// <summary>Reads documents strictly, with all errors at once.</summary>
public static class PolicyReader
{
    /// <summary>JSON for names ending in <c>.json</c>, YAML for <c>.yaml</c> and <c>.yml</c>, else by the first character.</summary>
    public static PolicyFormat FormatOf(string fileName, ReadOnlySpan<byte> utf8) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".JSON" => PolicyFormat.Json,
        ".YAML" or ".YML" => PolicyFormat.Yaml,
        _ => WithoutMark(utf8).TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? PolicyFormat.Json : PolicyFormat.Yaml,
    };

    /// <summary>Reads a document. It is there even when there are errors, without the parts they concern, so that what is left can be checked too.</summary>
    internal static PolicyDocument? Read(ReadOnlySpan<byte> utf8, PolicyFormat format, out ProblemList problems)
    {
        utf8 = WithoutMark(utf8);
        var root = Parse(utf8, format, out problems);
        if (root is null) return null;
        var syntax = problems;
        problems = new ProblemList(root);
        foreach (var problem in syntax.Items) problems.ErrorAt(problem.Code, problem.Pointer, problem.Line, problem.Column, problem.Message);
        return DocumentReader.Read(root, problems);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private static SyntaxNode? Parse(ReadOnlySpan<byte> utf8, PolicyFormat format, out ProblemList problems)
    {
        problems = new ProblemList();
        if (utf8.Length > PolicyDocument.MaxBytes)
        {
            problems.ErrorAt("too_large", "", 1, 1, $"The document has {utf8.Length} bytes, more than {PolicyDocument.MaxBytes}: use globs and classes in place of repeated entries.");
            return null;
        }
        if (!Utf8.IsValid(utf8))
        {
            problems.ErrorAt("encoding", "", 1, 1, "The document is not valid UTF-8: save it as UTF-8.");
            return null;
        }
        return format == PolicyFormat.Json ? JsonSyntax.Read(utf8, problems) : YamlSyntax.Read(Encoding.UTF8.GetString(utf8), problems);
    }
}
