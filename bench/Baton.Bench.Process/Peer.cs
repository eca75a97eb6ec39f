namespace Baton.Bench.Process;

/// <summary>A server to measure.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Command">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="DataVariable">The variable that says where it keeps its data.</param>
/// <param name="DataName">The file or folder inside the run's own folder that the variable names.</param>
/// <param name="Tool">A tool that reads.</param>
/// <param name="ToolArguments">Its arguments as JSON.</param>
internal sealed record Peer(
    string Name, string Command, string[] Arguments, string DataVariable, string DataName, string Tool, string ToolArguments)
{
    /// <summary>Why it cannot be measured; null when it can.</summary>
    public string? Missing { get; init; }
}
