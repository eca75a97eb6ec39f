using System.Reflection;

namespace Baton.Cli.Application;

/// <summary>Which Baton this is.</summary>
internal static class ProgramVersion
{
    /// <summary>What people's commands call themselves in provenance.</summary>
    public const string ClientName = "baton-cli";

    /// <summary>For example <c>0.1.0</c>; the commit it was built from is left out.</summary>
    public static string Current { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
