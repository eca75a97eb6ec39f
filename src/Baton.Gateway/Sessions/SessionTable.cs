using System.Collections.Concurrent;
using System.Security.Cryptography;
using Baton.Gateway.Edge;
using Baton.Gateway.Grants;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Sessions;

/// <summary>The sessions of HTTP clients of the session era. A session is found only with the grant and server it was opened with.</summary>
/// <param name="most">How many may be open at once.</param>
/// <param name="idle">How long one may lie unused.</param>
/// <param name="time">The clock.</param>
public sealed class SessionTable(int most, TimeSpan idle, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, ClientSession> _open = new(StringComparer.Ordinal);

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Makes a session that <see cref="Add"/> will list; its id is 256 random bits.</summary>
    public ClientSession Create(Caller caller, string server, Revision revision, ClientDescription client)
        => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), UniqueName.Session(time), caller.GrantId, server, revision, client, time);

    /// <summary>Lists a session; false when as many are open as may be, after those that lay unused have been ended.</summary>
    public bool Add(ClientSession session)
    {
        if (_open.Count >= most) EndIdle();
        return _open.Count < most && _open.TryAdd(session.Id, session);
    }

    /// <summary>The session, or null when it is unknown, was left too long, or belongs to another grant or server.</summary>
    public ClientSession? Find(string id, Caller caller, string server)
    {
        if (!_open.TryGetValue(id, out var session)) return null;
        if (session.GrantId != caller.GrantId || session.Server != server) return null;
        if (IsIdle(session))
        {
            End(session);
            return null;
        }
        session.Touch();
        return session;
    }

    /// <summary>Ends a session and whatever it has under way.</summary>
    public void End(ClientSession session)
    {
        if (_open.TryRemove(session.Id, out _)) session.Dispose();
    }

    /// <summary>The grants that have sessions.</summary>
    public IEnumerable<string> Grants => _open.Values.Select(session => session.GrantId);

    /// <summary>Ends every session of a grant.</summary>
    public void EndOf(string grantId)
    {
        foreach (var session in _open.Values)
        {
            if (session.GrantId == grantId) End(session);
        }
    }

    /// <summary>The servers that sessions are open with.</summary>
    public IEnumerable<string> Servers => _open.Values.Select(session => session.Server);

    /// <summary>Ends every session with a server.</summary>
    public void EndAt(string server)
    {
        foreach (var session in _open.Values)
        {
            if (session.Server == server) End(session);
        }
    }

    /// <summary>Ends the sessions that nobody has used for too long.</summary>
    public void EndIdle()
    {
        foreach (var session in _open.Values)
        {
            if (IsIdle(session)) End(session);
        }
    }

    public void Dispose()
    {
        foreach (var session in _open.Values) End(session);
    }

    private bool IsIdle(ClientSession session) => session.Requests.Count == 0 && session.Idle >= idle;
}
