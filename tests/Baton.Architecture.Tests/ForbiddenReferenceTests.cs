using System.Xml.Linq;
using Baton.TestSupport;

namespace Baton.Architecture.Tests;

/// <summary>Holds the house to its plan: which room may know which.</summary>
public sealed class ForbiddenReferenceTests
{
    private static readonly string[] Rooms =
        [.. Directory.GetDirectories(Repository.At("src")).Select(folder => Path.GetFileName(folder)!).Order()];

    public static TheoryData<string, string> Forbidden()
    {
        var data = new TheoryData<string, string>();
        foreach (var leaf in new[] { "Baton.Protocol", "Baton.Policy" })
        {
            foreach (var other in Rooms.Where(room => room != leaf)) data.Add(leaf, other);
        }
        foreach (var other in Rooms.Except(["Baton.Catalog", "Baton.Policy"])) data.Add("Baton.Catalog", other);
        foreach (var other in new[] { "Baton.Gateway", "Baton.Storage", "Baton.Console", "Baton.Cli", "Baton.Policy", "Baton.Catalog" })
        {
            data.Add("Baton.Memory", other);
        }
        foreach (var other in new[] { "Baton.Storage", "Baton.Console", "Baton.Cli" }) data.Add("Baton.Gateway", other);
        return data;
    }

    [Theory, MemberData(nameof(Forbidden))]
    public void Room_DoesNotReach_Room(string room, string other)
        => Reachable(room).ShouldNotContain(other);

    [Theory]
    [InlineData("Baton.Protocol")]
    [InlineData("Baton.Policy")]
    [InlineData("Baton.Catalog")]
    [InlineData("Baton.Memory")]
    public void Room_DoesNotReference_AspNetCore(string room)
        => Project(room).Descendants("FrameworkReference").ShouldBeEmpty();

    [Fact]
    public void Sql_StandsOnlyIn_Storage()
    {
        string[] signs = ["Microsoft.Data.Sqlite", "Npgsql", "SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE "];
        var offenders =
            from file in Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Baton.Storage", StringComparison.Ordinal) && !IsBuildOutput(file)
            let text = File.ReadAllText(file)
            from sign in signs
            where text.Contains(sign, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {sign}";
        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void WallClock_IsRead_OnlyByTheCompositionRoot()
    {
        var offenders =
            from file in Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            where !IsBuildOutput(file)
            let text = File.ReadAllText(file)
            where text.Contains("DateTime.UtcNow", StringComparison.Ordinal) || text.Contains("DateTimeOffset.UtcNow", StringComparison.Ordinal)
                || text.Contains("DateTime.Now", StringComparison.Ordinal) || text.Contains("DateTimeOffset.Now", StringComparison.Ordinal)
            select Path.GetRelativePath(Repository.Root, file);
        offenders.ShouldBeEmpty();
    }

    private static bool IsBuildOutput(string file)
        => file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static XDocument Project(string room) => XDocument.Load(Repository.At("src", room, room + ".csproj"));

    private static HashSet<string> Reachable(string room)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([room]);
        while (open.TryPop(out var current))
        {
            foreach (var reference in Project(current).Descendants("ProjectReference"))
            {
                var name = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
                if (seen.Add(name)) open.Push(name);
            }
        }
        return seen;
    }
}
