using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Idempotency;

/// <summary>How a result is kept for repeats.</summary>
internal interface IResultCodec<T>
{
    ReadOnlyMemory<byte> Write(T result);

    /// <param name="kept">What <see cref="Write"/> gave.</param>
    /// <param name="differs">Whether the repeat's arguments were other ones; the result must tell it.</param>
    T Read(ReadOnlyMemory<byte> kept, bool differs);
}

/// <summary>Runs a write once per key. Look-up, write and keeping the result are one transaction.</summary>
internal static class IdempotencyGate
{
    /// <summary>How long a repeat returns the first result.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static async ValueTask<Outcome<T>> RunAsync<T>(
        IMemoryWriter writer, MemoryCaller caller, string operation, IdempotencyKey? key, DateTimeOffset now, IResultCodec<T> codec, Func<ValueTask<Outcome<T>>> work)
    {
        if (key is null) return await work();
        if (string.IsNullOrWhiteSpace(key.Key)) return Fail.Invalid("'idempotency_key' is empty.", "/idempotency_key", "Use a new key for each write, or leave it out.");
        var kept = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key)));
        if (await FirstAsync(writer, caller, kept, now - Window) is { } first)
        {
            if (first.Operation != operation)
            {
                return Fail.Invalid($"This idempotency_key was used for {first.Operation}.", "/idempotency_key", "Use a new key for each operation.");
            }
            return codec.Read(first.StructuredContent, first.RequestHash != key.RequestHash);
        }
        var outcome = await work();
        if (outcome.TryGet(out var result, out _))
        {
            await writer.PutIdempotentAsync(caller.GrantKey, kept, new IdempotentResult(operation, key.RequestHash, "", codec.Write(result), now));
        }
        return outcome;
    }

    /// <summary>Of this grant alone: results were once kept under labels, where an earlier grant's lie too.</summary>
    private static async ValueTask<IdempotentResult?> FirstAsync(IMemoryReader reader, MemoryCaller caller, string key, DateTimeOffset since)
    {
        if (await reader.FindIdempotentAsync(caller.GrantKey, key, since) is { } own) return own;
        return caller.LabelIsOwnSince is { } made ? await reader.FindIdempotentAsync(caller.Grant, key, made > since ? made : since) : null;
    }

    /// <summary>What a repeat with other arguments is told.</summary>
    public const string DiffersWarning =
        "This idempotency_key was used with other arguments; this is the first call's result and nothing was written. Use a new key for a new write.";
}
