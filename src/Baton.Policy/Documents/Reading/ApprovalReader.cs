using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;

namespace Baton.Policy.Documents.Reading;

/// <summary>Reads when a person is asked.</summary>
internal static class ApprovalReader
{
    public static ApprovalConfig Read(SyntaxNode node, string place, ProblemList problems)
    {
        var reader = new ObjectReader(node, Language.Approval, place, problems);
        return new ApprovalConfig(
            ConditionReader.ReadAll(reader, "when", problems),
            reader.Word<Approver>("by"),
            reader.Text("timeout"),
            reader.Text("wait"),
            reader.Text("remember"),
            reader.Texts("remember_on"));
    }
}
