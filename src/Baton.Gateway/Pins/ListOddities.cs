using System.Collections.Concurrent;
using Baton.Catalog.Definitions;

namespace Baton.Gateway.Pins;

/// <summary>
/// Tells the operator what is wrong in servers' lists, each thing once: a list is read again and again, and a server that invents
/// new faults must not fill the log.
/// </summary>
/// <param name="log">Hears one line for each.</param>
public sealed class ListOddities(Action<string> log)
{
    /// <summary>The most that is told of one server as long as the process runs.</summary>
    internal const int MostOfOne = 100;

    private readonly ConcurrentDictionary<string, HashSet<(PinKind Kind, ToolListProblem Problem)>> _told = new(StringComparer.Ordinal);

    internal void Tell(string server, PinKind kind, ToolList listed)
    {
        if (listed.Problems.IsEmpty) return;
        var told = _told.GetOrAdd(server, static _ => []);
        lock (told)
        {
            foreach (var problem in listed.Problems)
            {
                if (told.Count > MostOfOne || !told.Add((kind, problem))) continue;
                log(told.Count > MostOfOne
                    ? $"baton: the server '{server}' lists more that is wrong; 'baton server test {server}' shows all of it."
                    : $"baton: the server '{server}' lists {Of(kind, problem)}");
            }
        }
    }

    /// <summary>One problem, for people.</summary>
    public static string Of(PinKind kind, ToolListProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Tool is { } named ? $"the {PinKinds.Word(kind)} '{named}' wrongly: {problem.Message}" : $"{PinKinds.Word(kind)}s wrongly: {problem.Message}";
    }
}
