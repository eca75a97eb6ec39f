using System.Globalization;
using System.Text;
using Baton.Memory.Sessions;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>A digest as text for the model.</summary>
internal static class DigestBlock
{
    public static string Of(SessionDigest digest)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Project {HandoffText.Word(digest.Project)}. {MarkedBlock.Notice}\n");
        MarkedBlock.Append(text, new BlockLabel("digest", "", digest.Project, Instants.Format(digest.AsOf), ""), digest.Text);
        return text.ToString();
    }
}
