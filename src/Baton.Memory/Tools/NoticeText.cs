using System.Text;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>Notices as text for the model, each in a block of its own, and their schema.</summary>
internal static class NoticeText
{
    public const string Schema =
        """{"type":"object","properties":{"id":{"type":"string"},"project":{"type":"string"},"version":{"type":"integer"},"to":{"type":"string"},"message":{"type":"string"},"priority":{"type":"integer"}},"required":["id","project","version","to","message","priority"]}""";

    public static void Append(StringBuilder text, Notice notice)
    {
        var said = new StringBuilder();
        said.Append("To ").Append(Excerpt.Line(notice.To, 100));
        if (notice.Priority > 0) said.Append(", urgent");
        said.Append(": ");
        if (notice.Subject is { } subject) said.Append(Excerpt.Line(subject, 300)).Append('\n');
        said.Append(notice.Message);
        if (!notice.Refs.IsEmpty) said.Append("\nAbout: ").AppendJoin(", ", notice.Refs);
        MarkedBlock.Append(text, Label(notice), said.ToString());
    }

    public static BlockLabel Label(Notice notice) => new(
        notice.Id, HandoffText.Author(notice.CreatedBy), notice.Project, Instants.Format(notice.CreatedAt),
        HandoffText.Trust(notice.Suspicious.Select(mark => mark.Reason)));
}
