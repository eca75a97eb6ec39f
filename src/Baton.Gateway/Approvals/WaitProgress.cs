using System.Buffers;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Approvals;

/// <summary>Tells a client that asked for progress that its call waits for a person, so that it does not give up.</summary>
internal sealed class WaitProgress(Call call, ApprovalRecord record, TimeSpan every, TimeProvider time)
{
    private long _last;

    public ValueTask ReportAsync(TimeSpan elapsed, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (call.Envelope.ProgressToken.IsEmpty) return ValueTask.CompletedTask;
        if (_last != 0 && time.GetElapsedTime(_last) < every) return ValueTask.CompletedTask;
        _last = time.GetTimestamp();
        return call.Channel.SendAsync(Message(elapsed, wait), cancellationToken);
    }

    // 2025-11-25 and 2026-07-28, Progress: the value must grow.
    private ReadOnlyMemory<byte> Message(TimeSpan elapsed, TimeSpan wait)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteString("method"u8, MethodName.Progress);
            json.WriteStartObject("params"u8);
            json.WritePropertyName("progressToken"u8);
            json.WriteRawValue(call.Envelope.ProgressToken.Span, skipInputValidation: true);
            json.WriteNumber("progress"u8, Math.Round(elapsed.TotalSeconds, 3));
            json.WriteNumber("total"u8, wait.TotalSeconds);
            json.WriteString("message"u8, $"Waiting for the operator to answer {record.Id}.");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenMemory;
    }
}
