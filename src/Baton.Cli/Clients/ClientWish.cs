namespace Baton.Cli.Clients;

/// <summary>What was asked for on the command line of <c>baton client</c>.</summary>
/// <param name="Http">Connect to a Baton that runs, instead of starting one.</param>
/// <param name="AgentsFile">Also edit this AGENTS.md.</param>
internal sealed record ClientWish(bool Http, bool Write, bool Undo, bool Hooks, string? Project, string? AgentsFile);
