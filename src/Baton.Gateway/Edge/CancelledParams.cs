using System.Text;
using System.Text.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Edge;

/// <summary>Which request <c>notifications/cancelled</c> takes back; what cannot be understood is passed over, as the specification asks.</summary>
internal static class CancelledParams
{
    public static RequestId? Read(Envelope envelope)
    {
        if (envelope.Params.IsEmpty) return null;
        using var document = JsonDocument.Parse(envelope.Params);
        return document.RootElement.TryGetProperty("requestId"u8, out var id) ? RequestId.Read(Encoding.UTF8.GetBytes(id.GetRawText())) : null;
    }
}
