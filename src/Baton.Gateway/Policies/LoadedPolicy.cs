using Baton.Policy.Compilation;

namespace Baton.Gateway.Policies;

/// <summary>A policy that is in force: which one, and ready to decide.</summary>
/// <param name="Name">What grants call it by; for a file its name and the beginning of its hash.</param>
/// <param name="Revision">The stored revision; 0 for a file.</param>
/// <param name="Policy">The compiled document.</param>
public sealed record LoadedPolicy(string Name, long Revision, CompiledPolicy Policy);
