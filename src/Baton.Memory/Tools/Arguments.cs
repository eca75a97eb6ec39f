using System.Collections.Immutable;
using Baton.Memory.Dialects;
using Baton.Memory.Idempotency;
using Baton.Memory.Operations;
using Baton.Memory.Records;

namespace Baton.Memory.Tools;

/// <summary>A call's arguments after they were read against the tool's parameters.</summary>
/// <param name="values">By name; null where the caller gave <c>null</c>.</param>
/// <param name="hash">SHA-256 over everything but the idempotency key.</param>
internal sealed class Arguments(IReadOnlyDictionary<string, object?> values, string hash)
{
    /// <summary>What the tool calls the arguments of the native operations it maps to; a native tool's are its own.</summary>
    public ArgumentNames Names { get; private init; } = ArgumentNames.AsNative;

    /// <summary>Everything that was given and is not null.</summary>
    public IEnumerable<(string Name, object Value)> All() => values.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!));

    public Arguments Called(ArgumentNames names) => new(values, hash) { Names = names };

    public bool Has(string name) => values.TryGetValue(name, out var value) && value is not null;

    /// <summary>Whether the caller wrote it at all, <c>null</c> included.</summary>
    public bool Given(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public string RequiredText(string name) => (string)values[name]!;

    public long? Integer(string name) => values.GetValueOrDefault(name) as long?;

    public int? Count(string name) => Integer(name) is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public bool Flag(string name) => values.GetValueOrDefault(name) is true;

    public DateTimeOffset? Instant(string name) => values.GetValueOrDefault(name) as DateTimeOffset?;

    public TimeSpan? Duration(string name) => values.GetValueOrDefault(name) as TimeSpan?;

    public ImmutableArray<string> Texts(string name) => values.GetValueOrDefault(name) is ImmutableArray<string> list ? list : [];

    public ImmutableArray<object> Objects(string name) => values.GetValueOrDefault(name) is ImmutableArray<object> list ? list : [];

    public ReadOnlyMemory<byte> Utf8(string name) => values.GetValueOrDefault(name) is ReadOnlyMemory<byte> bytes ? bytes : default;

    /// <summary>A field of a write: left out, cleared or set.</summary>
    public Patch<T> Patch<T>(string name)
        => !values.TryGetValue(name, out var value) ? default : value is T set ? Records.Patch.Set(set) : Records.Patch.Clear<T>();

    public Patch<int> PatchInt(string name)
        => !values.TryGetValue(name, out var value) ? default : value is long set ? Records.Patch.Set((int)set) : Records.Patch.Clear<int>();

    public RecordRef Ref => new(Text("id"), Text("key"), Text("project"));

    public IdempotencyKey? Idempotency => Text("idempotency_key") is { } key ? new IdempotencyKey(key, hash) : null;
}
