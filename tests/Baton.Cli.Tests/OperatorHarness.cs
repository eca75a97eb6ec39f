using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests;

/// <summary>Commands of an operator: runs them and reads their JSON.</summary>
internal static class OperatorHarness
{
    public const string Rules = """{"version":"1","default":"deny","tools":{"memory_save":{}}}""";

    /// <summary>Runs with <c>--json</c>, expects success, and gives every line back.</summary>
    public static async Task<IReadOnlyList<JsonElement>> JsonAsync(this CliHarness cli, params string[] arguments)
    {
        var result = await cli.RunAsync([.. arguments, "--json"]);
        result.Code.ShouldBe(ExitCode.Done, result.ToString());
        return result.Lines();
    }

    public static IReadOnlyList<JsonElement> Lines(this CliResult result)
        => [.. result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).ToString();

    /// <summary>The stable code of a failure that was said as JSON.</summary>
    public static string Code(this CliResult result) => Parse(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).GetProperty("error").Text("code");

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
