using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Approvals;
using Baton.Gateway.Grants;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Oversight;

/// <summary>
/// Requests that an agent makes of its own accord. They are approvals like any other, for people to answer in the same place;
/// the answer informs the agent and loosens no rule.
/// </summary>
public sealed class Permissions(IApprovalStore approvals)
{
    private const string Tool = "request_permission";

    /// <summary>How long a request is open, and its answer stands.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromHours(24);

    public async ValueTask<Outcome<PermissionState>> RequestAsync(MemoryCaller caller, PermissionWish wish, CancellationToken cancellationToken)
    {
        var question = new ApprovalQuestion
        {
            Fingerprint = Fingerprint(caller, wish.Subject),
            Timeout = Timeout,
            Grant = caller.Grant,
            Principal = caller.Principal,
            Client = caller.ClientName is { } name ? $"{name} {caller.ClientVersion}".TrimEnd() : null,
            Server = LocalGrant.Server,
            Tool = Tool,
            Rule = "(requested by the agent)",
            Message = $"Permission to use '{wish.Subject}': {wish.Reason}",
            Arguments = Arguments(wish),
        };
        return (await approvals.AskAsync(question, cancellationToken)).TryGet(out var record, out var failure) ? Of(record) : failure;
    }

    public async ValueTask<Outcome<PermissionState>> CheckAsync(MemoryCaller caller, long number, CancellationToken cancellationToken)
    {
        var found = await approvals.FindAsync(PermissionNumber.ToPrefix(number), cancellationToken);
        return found.TryGet(out var record, out _) && PermissionNumber.Of(record.Id) == number && record.Question.Grant == caller.Grant && record.Question.Tool == Tool
            ? Of(record)
            : new Failure(FailureCode.NotFound, $"There is no request {number} of this grant.") { Path = "/request_id", Hint = "Ask with request_permission." };
    }

    private static PermissionState Of(ApprovalRecord record)
        => new(PermissionNumber.Of(record.Id), record.Id, SubjectOf(record), record.State, record.CreatedAt, record.ExpiresAt)
        {
            DecidedAt = record.DecidedAt,
            DecidedBy = record.DecidedBy,
            Reason = record.Reason,
        };

    private static string Fingerprint(MemoryCaller caller, string subject)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"permission\n{caller.GrantId ?? caller.Grant}\n{caller.Principal}\n{subject}")));

    private static ReadOnlyMemory<byte> Arguments(PermissionWish wish)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("slug"u8, wish.Subject);
            json.WriteString("reason"u8, wish.Reason);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>Empty when the key with which the arguments were kept is gone.</summary>
    private static string SubjectOf(ApprovalRecord record)
    {
        if (record.Question.Arguments.IsEmpty) return "";
        using var arguments = JsonDocument.Parse(record.Question.Arguments);
        return arguments.RootElement.GetProperty("slug"u8).GetString()!;
    }
}
