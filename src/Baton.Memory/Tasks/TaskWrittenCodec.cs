using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Tasks;

/// <summary>Keeps a write's result for repeats.</summary>
internal sealed class TaskWrittenCodec : IResultCodec<TaskWritten>
{
    public static TaskWrittenCodec Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(TaskWritten result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("task");
        json.WriteRawValue(TaskWriter.ToData(result.Task).Span, skipInputValidation: true);
        json.Instant("now", result.Now);
        KeptRemarks.Write(json, result.Redacted, result.Warnings);
        json.WriteEndObject();
    });

    public TaskWritten Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        TaskRecord? task = null;
        DateTimeOffset now = default;
        var remarks = new KeptRemarks();
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "task": task = TaskReader.Read(kept.Slice(ref reader).Span); break;
                case "now": now = reader.Instant(); break;
                default: remarks.Read(name, ref reader); break;
            }
        }
        return new TaskWritten(task!, now, remarks.Redacted, remarks.WarningsOf(differs));
    }
}
