using System.CommandLine;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Tools;

/// <summary>Actions of people's commands that call tools.</summary>
internal static class ToolActions
{
    /// <summary>Makes an action that has the memory server at hand, local or remote as the flags say.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> ToolAction(
        this CliContext context, Func<CommandRun, IToolCaller, Task<int>> action) => context.Action(async run =>
        {
            await using var tools = await ToolConnection.OpenAsync(run);
            return await action(run, tools);
        });

    /// <summary>Answers with the whole structured content, or for people with what <paramref name="forPeople"/> writes.</summary>
    public static int Answer(this CommandRun run, ToolAnswer answer, Action<TextWriter> forPeople)
    {
        if (run.Json) run.WriteElement(answer.Content);
        else forPeople(run.Out);
        foreach (var warning in answer.Items("warnings")) run.Error.WriteLine($"baton: {Printable.Safe(Text(warning))}");
        return ExitCode.Done;
    }

    /// <summary>The same where people read the text that agents get.</summary>
    public static int AnswerText(this CommandRun run, ToolAnswer answer)
        => run.Answer(answer, output => output.WriteLine(Printable.For(run.Context.Terminal, answer.Text)));

    /// <summary>Writes an element as one line.</summary>
    public static void WriteElement(this CommandRun run, JsonElement element) => run.WriteJson(json =>
    {
        foreach (var member in element.EnumerateObject()) member.WriteTo(json);
    });

    /// <summary>A string member, or empty.</summary>
    public static string Text(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
