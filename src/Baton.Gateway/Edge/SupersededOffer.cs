using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Edge;

/// <summary>
/// A client that offers the superseded 2025-03-26 speaks its successor from the start: the server is offered that one, whatever
/// it answers the client is answered that one, and both sides keep to it.
/// </summary>
internal static class SupersededOffer
{
    private const string Key = "protocolVersion";

    private static readonly byte[] Successor = Encoding.ASCII.GetBytes($"\"{Revision.V20250618.Text}\"");

    /// <summary>The <c>initialize</c> that is judged and goes out.</summary>
    public static Envelope Of(Envelope initialize, string offered) => offered != Revision.Superseded
        ? initialize
        : MessageReader.Read(JsonMembers.Replace(initialize.Message, "params", JsonMembers.Replace(initialize.Params, Key, Successor)), int.MaxValue).Envelope!;

    /// <summary>Its answer as the client gets it.</summary>
    public static Reply Answered(Reply reply, string offered) => offered == Revision.Superseded && reply is Reply.Completed greeted
        ? greeted with { Json = JsonMembers.Replace(greeted.Json, Key, Successor) }
        : reply;
}
