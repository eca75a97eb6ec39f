using System.Text.RegularExpressions;
using System.Xml.Linq;
using Baton.TestSupport;

namespace Baton.Architecture.Tests;

/// <summary>Holds the house to its plan: which room may know which.</summary>
public sealed partial class ForbiddenReferenceTests
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
        var offenders =
            from file in Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Baton.Storage", StringComparison.Ordinal) && !IsBuildOutput(file)
            let sign = SqlOrDriver().Match(File.ReadAllText(file))
            where sign.Success
            select $"{Path.GetRelativePath(Repository.Root, file)}: {sign.Value}";
        offenders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"SELECT id FROM versions\"")]
    [InlineData("INSERT INTO links (source) VALUES (?)")]
    [InlineData("DELETE FROM texts WHERE no = ?")]
    [InlineData("using Npgsql;")]
    public void SqlOrDriver_Statement_IsRecognised(string text) => SqlOrDriver().IsMatch(text).ShouldBeTrue();

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

    /// <summary>A statement or a driver; the bare word may stand where the catalogue recognises other servers' SQL.</summary>
    [GeneratedRegex(@"SQLitePCL|Microsoft\.Data\.Sqlite|Npgsql|\bSELECT\s[^;]{1,400}?\sFROM\s+\w|INSERT INTO\s+\w+\s*\(|DELETE FROM\s+\w+\s+WHERE|CREATE TABLE\s+\w+\s*\(")]
    private static partial Regex SqlOrDriver();

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
