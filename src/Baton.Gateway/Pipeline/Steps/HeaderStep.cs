using Baton.Gateway.Tools;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pipeline.Steps;

/// <summary>
/// Refuses a call whose headers say other arguments than its body (2026-07-28, Streamable HTTP, Custom headers from tool
/// parameters). It stands after the policy, so that a
/// hidden tool is not told by what its headers should be; the other headers are compared at the edge.
/// </summary>
internal sealed class HeaderStep(IToolDirectory tools) : IStep
{
    public string Name => "headers";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
        => call is { Headers: { } headers, Envelope: { Method: MethodName.CallTool, Name: { } tool } }
            && tools.Find(call, tool)?.Mirrored.Check(headers, call.Envelope.Arguments) is { } disagreement
            ? new(new Reply.Refused(new Refusal(Name, RefusalKind.HeaderMismatch, "header_mismatch", disagreement.Message)))
            : default;
}
