using Baton.Memory.Handoffs;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Agents;

/// <summary>What a notice may hold, whoever calls.</summary>
internal static class NoticeRules
{
    public static Failure? Check(NotifyRequest request, MemoryLimits limits)
        => Recipients(request, limits)
        ?? (string.IsNullOrWhiteSpace(request.Message) ? Fail.Invalid("message is empty.", "/message", "Say what the recipient should know.") : null)
        ?? Fail.IfOver("message", request.Message, limits.SummaryBytes, "/message")
        ?? Subject(request.Subject, limits)
        ?? HandoffRules.Name("thread", Patch.SetOrKeep(request.Thread), limits.KeyLength)
        ?? HandoffRules.List("refs", Patch.Set(request.Refs), limits)
        ?? (request.Priority is < -1 or > 1 ? Fail.Invalid("priority is -1, 0 or 1.", "/priority") : null);

    private static Failure? Recipients(NotifyRequest request, MemoryLimits limits)
    {
        if (request.To.IsDefaultOrEmpty) return Fail.Invalid("to is empty.", "/to", "Name a principal or a role; agent_list shows who is there.");
        if (request.To.Length > limits.ListItems) return Fail.TooLarge("to", request.To.Length, limits.ListItems, "recipients", "/to", "Address a role.");
        foreach (var recipient in request.To)
        {
            if (HandoffRules.Name("to", recipient, limits.NameLength) is { } refused) return refused;
        }
        return null;
    }

    private static Failure? Subject(string? subject, MemoryLimits limits)
    {
        var length = (subject ?? "").EnumerateRunes().Count();
        return length > limits.TitleLength ? Fail.TooLarge("subject", length, limits.TitleLength, "characters", "/subject") : null;
    }
}
