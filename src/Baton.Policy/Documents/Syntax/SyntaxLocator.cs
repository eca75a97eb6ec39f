using Baton.Policy.Json;

namespace Baton.Policy.Documents.Syntax;

/// <summary>Finds the line and column of a JSON Pointer; of the nearest container when the place itself is absent.</summary>
internal static class SyntaxLocator
{
    public static (int Line, int Column) Locate(SyntaxNode root, string pointer)
    {
        var node = root;
        var place = (root.Line, root.Column);
        foreach (var part in Pointer.Parts(pointer))
        {
            if (node.Kind == JsonKind.Object && node.Members.Find(member => member.Name == part) is { } found)
            {
                place = (found.Line, found.Column);
                node = found.Value;
            }
            else if (node.Kind == JsonKind.Array && Pointer.Index(part) is { } index && index < node.Items.Count)
            {
                node = node.Items[index];
                place = (node.Line, node.Column);
            }
            else
            {
                return place;
            }
        }
        return place;
    }
}
