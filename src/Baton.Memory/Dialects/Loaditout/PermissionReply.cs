using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Json;
using Baton.Memory.Oversight;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>A request for permission, as both of its tools show it.</summary>
internal static class PermissionReply
{
    public static ToolReply Of(PermissionState permission, ImmutableArray<Redaction> redacted = default)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Request {permission.Number} for {HandoffText.Word(permission.Subject)} is {permission.Status}.")
            + (permission.Status == "pending" ? $" The operator answers it with 'baton approvals approve {permission.Id}'; then ask check_permission." : "")
            + (permission.Reason is { } said ? $" The operator said: {HandoffText.Word(said)}" : "");
        return Reply.Of(redacted.IsDefault ? text : Notes.After(text, redacted, []), json =>
        {
            json.WriteNumber("request_id", permission.Number);
            json.WriteString("approval_id", permission.Id);
            json.WriteString("slug", permission.Subject);
            json.WriteString("status", permission.Status);
            json.WriteBoolean("approved", permission.Status is "approved" or "used");
            json.Instant("created_at", permission.CreatedAt);
            json.Instant("expires_at", permission.ExpiresAt);
            json.Instant("decided_at", permission.DecidedAt);
            json.Text("decided_by", permission.DecidedBy);
            json.Text("reason", permission.Reason);
            if (!redacted.IsDefault) json.Redacted(redacted);
        });
    }
}
