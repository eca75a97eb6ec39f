using System.Text.RegularExpressions;
using Baton.TestSupport;

namespace Baton.Architecture.Tests;

/// <summary>A dialect is a thin mapping onto the native operations: a small file for each tool, and no way to the store.</summary>
public sealed partial class DialectLawTests
{
    private const int MostLines = 40;

    public static TheoryData<string> Tools()
        => [.. Files().Where(file => Tool().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)).Order()];

    [Fact]
    public void Tools_OfTheSixDialects_AreFound() => Tools().Count().ShouldBe(126);

    /// <summary>From the namespace on: what a file is about comes after what it uses.</summary>
    [Theory, MemberData(nameof(Tools))]
    public void Tool_HasAFileOfItsOwn_OfFortyLinesAtMost(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        Tool().Count(text).ShouldBe(1, "one tool a file");
        text[text.IndexOf("namespace ", StringComparison.Ordinal)..].TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLines, "move what is a rule to the native operations, and what tools share to a piece of its own");
    }

    [Fact]
    public void Dialects_NeverReachTheStore()
        => Files().Where(file => Store().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)).ShouldBeEmpty();

    [Theory]
    [InlineData("context.Store.ReadAsync(reader => 1)")]
    [InlineData("IMemoryReader reader")]
    [InlineData("await writer.PutVersionAsync(version)")]
    [InlineData("new StoredVersion()")]
    public void Store_IsRecognised(string text) => Store().IsMatch(text).ShouldBeTrue();

    [Theory]
    [InlineData("internal sealed class SaveTool(Desk desk) : IDialectTool")]
    [InlineData("internal sealed class SaveTool(Desk desk) : MappedTool(\"save\")")]
    public void Tool_IsRecognised(string text) => Tool().IsMatch(text).ShouldBeTrue();

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Repository.At("src", "Baton.Memory", "Dialects"), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"^internal sealed class \w+(\([^)]*\))? : (IDialectTool|MappedTool)\b", RegexOptions.Multiline)]
    private static partial Regex Tool();

    [GeneratedRegex(@"\.Store\b|\bIMemory(Reader|Writer|Store)\b|\bStoredVersion\b|\bPut\w+Async\b")]
    private static partial Regex Store();
}
