using Baton.Memory.Callers;
using Baton.Memory.Embeddings;
using Baton.Memory.Ids;
using Baton.Memory.Limits;
using Baton.Memory.Recall;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Operations;

/// <summary>What every operation needs: the store, the clock, ids and limits, all injected.</summary>
internal sealed class MemoryContext(IMemoryStore store, TimeProvider time, RandomFill random, MemoryLimits limits, QuestionVectors? questions = null)
{
    public IMemoryStore Store { get; } = store;
    public TimeProvider Time { get; } = time;
    public MemoryClock Clock { get; } = new(time);
    public IdGenerator Ids { get; } = new(time, random);
    public RandomFill Random { get; } = random;
    public MemoryLimits Limits { get; } = limits;
    public RecallLedger Recall { get; } = new(time);

    /// <summary>The direction of a question's meaning, or nothing while vectors are off. Asked for before the store is read.</summary>
    public ValueTask<QuestionVector> VectorOfAsync(string question, CancellationToken cancellationToken)
        => questions?.OfAsync(question, cancellationToken) ?? new(QuestionVector.Off);

    /// <summary>What the caller may see now.</summary>
    public static Scope ScopeOf(MemoryCaller caller, DateTimeOffset now)
        => new() { Principal = caller.Principal, Projects = caller.Projects, Now = now, IncludeSuperseded = true };

    /// <summary>Who writes, from the connection.</summary>
    public static Provenance By(MemoryCaller caller, string operation)
        => new(caller.Grant, caller.Principal, caller.ClientName, caller.ClientVersion, caller.Session, caller.RequestId, operation);
}
