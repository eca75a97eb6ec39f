using System.Text.RegularExpressions;
using Baton.TestSupport;

namespace Baton.Architecture.Tests;

/// <summary>Where the memory server can reach the network: nowhere but at the embeddings endpoint that an operator configured.</summary>
public sealed partial class NetworkTests
{
    private static readonly string[] Allowed = [Path.Combine("src", "Baton.Memory", "Embeddings", "HttpEmbeddings.cs")];

    [Fact]
    public void Memory_NamesTypesOfTheNetwork_OnlyWhereItAsksForEmbeddings()
    {
        var found = Files("Baton.Memory").Where(file => NetworkType().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)).Order();
        found.ShouldBe(Allowed);
    }

    [Fact]
    public void Dialects_StartNoProcesses_AndTouchNoFiles()
        => Files(Path.Combine("Baton.Memory", "Dialects")).Where(file => ProcessOrFile().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();

    [Theory]
    [InlineData("using System.Net.Http;")]
    [InlineData("new HttpClient()")]
    [InlineData("System.Net.Sockets.Socket")]
    [InlineData("new TcpClient(")]
    [InlineData("Dns.GetHostEntry(")]
    public void NetworkType_IsRecognised(string text) => NetworkType().IsMatch(text).ShouldBeTrue();

    [Theory]
    [InlineData("Process.Start(\"git\")")]
    [InlineData("File.ReadAllText(path)")]
    [InlineData("Directory.CreateDirectory(path)")]
    public void ProcessOrFile_IsRecognised(string text) => ProcessOrFile().IsMatch(text).ShouldBeTrue();

    private static IEnumerable<string> Files(string room)
        => Directory.EnumerateFiles(Repository.At("src", room), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\bSystem\.Net\b|\bHttpClient\b|\bHttpMessageInvoker\b|\bSocket(s|sHttpHandler)?\b|\bTcpClient\b|\bUdpClient\b|\bDns\.|\bWebRequest\b")]
    private static partial Regex NetworkType();

    [GeneratedRegex(@"\bProcess\.Start\b|\bProcessStartInfo\b|\bFile\.[A-Z]|\bDirectory\.[A-Z]|\bFileStream\b")]
    private static partial Regex ProcessOrFile();
}
