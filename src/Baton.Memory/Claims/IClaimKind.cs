using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Claims;

/// <summary>What claiming must know of one kind of record; the rules of claims are the same for all.</summary>
internal interface IClaimKind<T> where T : class, IClaimable
{
    RecordKind Kind { get; }

    /// <summary>The tool, for provenance and idempotency.</summary>
    string Operation { get; }

    T Read(ReadOnlySpan<byte> data);

    ReadOnlyMemory<byte> ToData(T record);

    /// <summary>The next version with this status and claim.</summary>
    T Next(T current, string status, WorkClaim? claim, DateTimeOffset now, Provenance by);

    /// <summary>The row of a version whose searchable text is that of the version before.</summary>
    StoredVersion RowOf(T record);

    /// <summary>Why a record of this status, which is not open, cannot be claimed, and what to do.</summary>
    Failure NotOpen(T record, string status);
}
