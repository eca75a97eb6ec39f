using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Index;
using Baton.Policy.Documents;

namespace Baton.Catalog.Tests.Classification;

/// <summary>The servers that everybody tries first: every tool right.</summary>
public sealed class ReferenceServerTests
{
    [Theory]
    [InlineData("filesystem", ToolCategory.Read, "read_file read_text_file read_media_file read_multiple_files list_directory list_directory_with_sizes directory_tree search_files get_file_info list_allowed_directories")]
    [InlineData("filesystem", ToolCategory.Destructive, "write_file edit_file move_file")]
    [InlineData("filesystem", ToolCategory.Write, "create_directory")]
    [InlineData("memory", ToolCategory.Read, "read_graph search_nodes open_nodes")]
    [InlineData("memory", ToolCategory.Write, "create_entities create_relations add_observations")]
    [InlineData("memory", ToolCategory.Destructive, "delete_entities delete_observations delete_relations")]
    [InlineData("everything", ToolCategory.Read, "echo get-annotated-message get-env get-resource-links get-resource-reference get-structured-content get-sum get-tiny-image")]
    [InlineData("everything", ToolCategory.Write, "toggle-simulated-logging toggle-subscriber-updates")]
    public void Classify_ReferenceServer_IsRight(string server, ToolCategory expected, string tools)
    {
        var verdicts = Judge(server);
        foreach (var tool in tools.Split(' ')) verdicts.Single(verdict => verdict.Name == tool).Category.ShouldBe(expected, tool);
    }

    [Theory]
    [InlineData("read_file", "path")]
    [InlineData("write_file", "path")]
    [InlineData("move_file", "source")]
    [InlineData("move_file", "destination")]
    [InlineData("read_multiple_files", "paths")]
    public void Classify_FilesystemServer_FindsThePaths(string tool, string parameter)
        => Judge("filesystem").Single(verdict => verdict.Name == tool).Signals
            .ShouldContain(signal => signal.Kind == Baton.Catalog.Signals.SignalKind.Path && signal.Parameter == parameter);

    [Fact]
    public void Classify_ServerThatShowsItsEnvironment_IsHigh()
        => Judge("everything").Single(verdict => verdict.Name == "get-env").Severity.ShouldBe(ToolSeverity.High);

    private static ImmutableArray<ToolVerdict> Judge(string key) => Classifier.Classify(ServerIndex.Find(key)!.Tools, key);
}
