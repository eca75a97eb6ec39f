using System.Buffers;
using Baton.Policy.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.Policy.Documents.Syntax;

/// <summary>
/// Reads YAML text into <see cref="SyntaxNode"/>s. Only what has one meaning to every YAML reader is taken: one document, no
/// anchors, no tags, no name twice, and no bare word that another reader might take for a boolean or a number.
/// </summary>
internal static class YamlSyntax
{
    // What YAML does not print: control characters but for the tab and the ends of lines.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Except("\t\n\r")]);

    public static SyntaxNode? Read(string text, ProblemList problems)
    {
        if (text.AsSpan().IndexOfAny(Controls) is >= 0 and var control)
        {
            var before = text.AsSpan(0, control);
            Broken(problems, before.Count('\n') + 1, control - before.LastIndexOf('\n'), $"the control character U+{(int)text[control]:X4} stands here.");
            return null;
        }
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            return ReadDocument(new Parser(scanner), problems);
        }
        catch (YamlException broken)
        {
            Broken(problems, (int)broken.Start.Line, (int)broken.Start.Column, broken.Message);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The parser's own failure over an escape that names no character.
            var place = scanner.CurrentPosition;
            Broken(problems, (int)place.Line, (int)place.Column, "an escape names no character.");
        }
        return null;
    }

    private static void Broken(ProblemList problems, int line, int column, string why)
        => problems.ErrorAt("syntax", "", line, column, $"This is not valid YAML: {why} Mend the text at this place.");

    private static SyntaxNode? ReadDocument(Parser parser, ProblemList problems)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.ErrorAt("syntax", "", 1, 1, "The document is empty: begin with `version: \"1\"` and `default: deny`.");
            return null;
        }
        parser.Consume<DocumentStart>();
        if (ReadValue(parser, problems, "", 0) is not { } root) return null;
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<DocumentStart>(out var second)) return root;
        problems.ErrorAt("syntax", "", (int)second.Start.Line, (int)second.Start.Column, "A file holds one policy: remove the second document.");
        return null;
    }

    private static SyntaxNode? ReadValue(Parser parser, ProblemList problems, string pointer, int depth)
    {
        parser.Accept<ParsingEvent>(out var next);
        var (line, column) = ((int)next!.Start.Line, (int)next.Start.Column);
        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false })
        {
            problems.ErrorAt("yaml_anchor", pointer, line, column, "Anchors and aliases are not read in a policy: write the value out.");
            return null;
        }
        if (next is NodeEvent node && !YamlScalar.CheckTag(node, problems, pointer)) return null;
        if (next is MappingStart or SequenceStart && depth == PolicyDocument.MaxDepth)
        {
            problems.ErrorAt("too_deep", pointer, line, column, $"The document is nested deeper than {PolicyDocument.MaxDepth} levels: flatten it.");
            return null;
        }
        return next switch
        {
            MappingStart => ReadMapping(parser, problems, pointer, depth, new SyntaxNode(JsonKind.Object, line, column)),
            SequenceStart => ReadSequence(parser, problems, pointer, depth, new SyntaxNode(JsonKind.Array, line, column)),
            _ => YamlScalar.Read(parser.Consume<Scalar>(), problems, pointer),
        };
    }

    private static SyntaxNode? ReadMapping(Parser parser, ProblemList problems, string pointer, int depth, SyntaxNode node)
    {
        parser.Consume<MappingStart>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            parser.Accept<ParsingEvent>(out var key);
            if (key is not Scalar { Anchor.IsEmpty: true } name)
            {
                problems.ErrorAt("syntax", pointer, (int)key!.Start.Line, (int)key.Start.Column, "A key must be a plain name.");
                return null;
            }
            parser.Consume<Scalar>();
            var place = Pointer.Of(pointer, name.Value);
            if (!YamlScalar.CheckName(name, problems, place)) return null;
            if (ReadValue(parser, problems, place, depth + 1) is not { } value) return null;
            var member = new SyntaxMember(name.Value, (int)name.Start.Line, (int)name.Start.Column, value);
            if (names.Add(name.Value)) node.Members.Add(member);
            else problems.ErrorAt("duplicate_key", place, member.Line, member.Column, $"`{name.Value}` stands here a second time: remove one of the two.");
        }
        return node;
    }

    private static SyntaxNode? ReadSequence(Parser parser, ProblemList problems, string pointer, int depth, SyntaxNode node)
    {
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadValue(parser, problems, Pointer.Of(pointer, node.Items.Count), depth + 1) is not { } item) return null;
            node.Items.Add(item);
        }
        return node;
    }
}
