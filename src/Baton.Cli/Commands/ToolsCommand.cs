using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Tools;
using Baton.Gateway.Grants;
using Baton.Gateway.Tools;
using Baton.Memory.Callers;
using Baton.Memory.Server;

namespace Baton.Cli.Commands;

/// <summary><c>baton tools</c>: what the memory server offers, for people, programs and the reference in docs/.</summary>
internal static class ToolsCommand
{
    public static Command Create(CliContext context)
    {
        var markdown = new Option<bool>("--markdown") { Description = "Write the reference, as docs/tools.md has it." };
        var toolsets = new Option<string?>("--toolsets") { HelpName = "NAMES", Description = "Only these toolsets, with commas; all when left out." };
        var command = new Command("tools", "List the tools of the memory server.") { markdown, toolsets };
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) && result.GetValue(context.Options.Json)) result.AddError("--markdown and --json exclude each other.");
        });
        command.SetAction(context.Action(run =>
        {
            var names = Serving.StdioWish.Names(run.Get(toolsets));
            if (Toolsets.Refuse(names) is { } unknown) return Task.FromResult(run.FailUsage(unknown));
            var tools = Offered(context.Time, names);
            if (run.Get(markdown)) run.Out.Write(ToolReference.Write(tools));
            else if (run.Json)
            {
                foreach (var tool in tools) run.WriteJson(json => Write(json, tool));
            }
            else
            {
                run.WriteTable(TextTable.Of(
                    [new("tool", Fixed: true), new("toolset", Fixed: true), new("does")],
                    tools.Select(tool => ImmutableArray.Create(tool.Name, tool.Toolset, tool.Description))));
            }
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples("baton tools", "baton tools --markdown > docs/tools.md");
    }

    /// <summary>The tools of the toolsets; of every one, the operators' too, when none is named.</summary>
    internal static IReadOnlyList<ToolDefinition> Offered(TimeProvider time, ImmutableArray<string> toolsets)
    {
        var local = LocalGrant.Create();
        return MemoryServer.Create(new UnopenedStore(), time).ListTools(new MemoryCaller
        {
            Grant = local.Label, Principal = local.Principal, RequestId = "tools", Toolsets = toolsets.IsEmpty ? [.. local.Toolsets, ToolReference.Operators] : toolsets,
        });
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteString("name", tool.Name);
        json.WriteString("toolset", tool.Toolset);
        json.WriteString("title", tool.Title);
        json.WriteString("description", tool.Description);
        json.WritePropertyName("input_schema");
        json.WriteRawValue(tool.InputSchema.Span);
        json.WritePropertyName("output_schema");
        json.WriteRawValue(tool.OutputSchema.Span);
    }
}
