using System.Reflection;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Support;

/// <summary>The real store, with a count of the rows that lists were given.</summary>
public sealed class CountingStore(IMemoryStore store) : IMemoryStore
{
    public int Rows { get; private set; }

    public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken)
        => store.ReadAsync(reader => work(CountingReader.Over(reader, page => Rows += page.Rows.Count)), cancellationToken);

    public ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
        => store.WriteAsync(work, cancellationToken);

    public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => store.ChangeStampAsync(cancellationToken);

    /// <summary>The store itself belongs to whoever made it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Passes every call on, and shows the pages of lists.</summary>
public class CountingReader : DispatchProxy
{
    private IMemoryReader _reader = null!;
    private Action<StoredPage> _seen = null!;

    public static IMemoryReader Over(IMemoryReader reader, Action<StoredPage> seen)
    {
        var proxy = Create<IMemoryReader, CountingReader>();
        ((CountingReader)(object)proxy)._reader = reader;
        ((CountingReader)(object)proxy)._seen = seen;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_reader, args);
        return answer is ValueTask<StoredPage> page ? SeenAsync(page) : answer;
    }

    private async ValueTask<StoredPage> SeenAsync(ValueTask<StoredPage> page)
    {
        var found = await page;
        _seen(found);
        return found;
    }
}
