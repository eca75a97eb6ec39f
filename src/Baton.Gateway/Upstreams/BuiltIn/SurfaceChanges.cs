namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>Tells every client that listens when the tools offered to it may have changed, as after an edit of its policy.</summary>
public sealed class SurfaceChanges
{
    private event Action? Changed;

    /// <summary>Whether anybody would hear of a change.</summary>
    internal bool IsWatched => Changed is not null;

    /// <summary>Says that tools may have appeared, gone or changed, to every watcher, whatever one of them throws.</summary>
    /// <exception cref="AggregateException">Watchers failed, after everybody was told.</exception>
    public void ToolsChanged()
    {
        List<Exception> broken = [];
        foreach (var watcher in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                watcher();
            }
            catch (Exception failed)
            {
                broken.Add(failed);
            }
        }
        if (broken.Count > 0) throw new AggregateException("A watcher of the tools failed; the others were told.", broken);
    }

    /// <summary>Calls back at each change until disposed.</summary>
    internal IDisposable Watch(Action changed)
    {
        Changed += changed;
        return new Watching(this, changed);
    }

    private sealed class Watching(SurfaceChanges owner, Action changed) : IDisposable
    {
        public void Dispose() => owner.Changed -= changed;
    }
}
