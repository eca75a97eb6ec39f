using Baton.Catalog.Lexicon;
using Baton.Policy.Documents;

namespace Baton.Catalog.Classification;

internal static class Categories
{
    public static ToolCategory Of(VerbKind kind) => kind switch
    {
        VerbKind.Read => ToolCategory.Read,
        VerbKind.Write => ToolCategory.Write,
        VerbKind.Destroy => ToolCategory.Destructive,
        VerbKind.Execute => ToolCategory.Execute,
        VerbKind.Pay => ToolCategory.Financial,
        _ => ToolCategory.Other,
    };
}
