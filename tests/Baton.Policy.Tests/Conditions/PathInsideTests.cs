using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Conditions.Values;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>Which paths lie inside a folder, for each way of writing both.</summary>
public sealed class PathInsideTests
{
    [Theory]
    // folder, path, T F or U
    [InlineData("/srv", "/srv", "T")]
    [InlineData("/srv", "/srv/", "T")]
    [InlineData("/srv", "/srv/a", "T")]
    [InlineData("/srv", "//srv/a", "U")]
    [InlineData("/srv", "/srv//a", "T")]
    [InlineData("/srv", "/srv/./a", "T")]
    [InlineData("/srv", "/srv/a/../b", "T")]
    [InlineData("/srv", "/srv/..", "F")]
    [InlineData("/srv", "/srv/../srv/a", "T")]
    [InlineData("/srv", "/../srv/a", "T")]
    [InlineData("/srv", "/srv/a/../../etc", "F")]
    [InlineData("/srv", "/srvx", "F")]
    [InlineData("/srv", "/SRV/a", "F")]
    [InlineData("/srv", "srv/a", "U")]
    [InlineData("/srv", "", "U")]
    [InlineData("/srv", "~/a", "U")]
    [InlineData("/srv", "/srv/~a", "T")]
    [InlineData("/srv", "file:///srv/a", "U")]
    [InlineData("/srv", "/srv/a\u0000b", "U")]
    [InlineData("/srv", "/srv/a\nb", "U")]
    [InlineData("/srv", "/srv/a.", "U")]
    [InlineData("/srv", "/srv/a ", "U")]
    [InlineData("/srv", "/srv/a /b", "U")]
    [InlineData("/srv", "/srv/.../b", "U")]
    [InlineData("/srv", "/srv/a:stream", "U")]
    [InlineData("/srv", "/srv/.hidden", "T")]
    [InlineData("/srv", "\\srv\\a", "U")]
    [InlineData("/srv", "/srv/a\\..\\..\\etc", "U")]
    [InlineData("/srv", "/srv/a\\b", "T")]
    [InlineData("/", "/etc/passwd", "T")]
    [InlineData("/", "etc", "U")]
    [InlineData("C:/work", "C:/work/a", "T")]
    [InlineData("C:/work", "c:/work/a", "T")]
    [InlineData("C:/work", "D:/work/a", "F")]
    [InlineData("C:/work", "C:work/a", "U")]
    [InlineData("C:/work", "C:", "U")]
    [InlineData("C:/work", "/work/a", "F")]
    // Relative folders judge relative paths.
    [InlineData(".", "a", "T")]
    [InlineData(".", ".", "T")]
    [InlineData(".", "./a/b", "T")]
    [InlineData(".", "a/..", "T")]
    [InlineData(".", "..", "F")]
    [InlineData(".", "a/../../b", "F")]
    [InlineData(".", "/a", "U")]
    [InlineData("notes", "notes/a", "T")]
    [InlineData("notes", "notes/../a", "F")]
    [InlineData("notes", "../notes/a", "F")]
    [InlineData("notes", "./notes/./a", "T")]
    // A folder beside the working folder.
    [InlineData("../shared", "../shared", "T")]
    [InlineData("../shared", "../shared/a", "T")]
    [InlineData("../shared", "a/../../shared/b", "T")]
    [InlineData("../shared", "../other", "F")]
    [InlineData("../shared", "../../shared/a", "F")]
    [InlineData("../shared", "../shared/../../x", "F")]
    [InlineData("../shared", "shared/a", "U")]
    [InlineData("../shared", "a", "U")]
    [InlineData("..", "a", "T")]
    [InlineData("..", ".", "T")]
    [InlineData("../..", "../a", "T")]
    [InlineData("..", "../a", "T")]
    [InlineData("..", "..", "T")]
    [InlineData("..", "../..", "F")]
    [InlineData("..", "../../a", "F")]
    public void Judge_Path_LiesInsideOrNot(string folder, string path, string expected)
        => PathInside.Parse(folder, ignoreCase: false).ShouldNotBeNull().Judge(path).Letter().ShouldBe(expected);

    [Theory]
    [InlineData("/Srv/Data", "/srv/DATA/x", "T")]
    [InlineData("/srv", "/SRVX", "F")]
    public void Judge_WhereCaseDoesNotMatter_IgnoresIt(string folder, string path, string expected)
        => PathInside.Parse(folder, ignoreCase: true).ShouldNotBeNull().Judge(path).Letter().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("~/notes")]
    [InlineData("file:///srv")]
    [InlineData("//server/share")]
    [InlineData("\\\\server\\share")]
    [InlineData("C:work")]
    [InlineData("/srv/a.")]
    public void Load_FolderThatCanBeReadInSeveralWays_IsAnError(string folder)
    {
        PathInside.Parse(folder, ignoreCase: false).ShouldBeNull();
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.p","op":"path_within","value":["/ok",{{System.Text.Json.JsonSerializer.Serialize(folder)}}]}]}]} } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer).ShouldBe(("operand", "/tools/t/require/0/conditions/0/value"));
        error.Message.ShouldContain($"cannot read the folder \"{folder}\"");
    }

    [Fact]
    public void Judge_AnyRelativePath_IsInsideExactlyWhenTheFrameworkSaysSo()
    {
        var random = new Random(11);
        string[] parts = ["a", "b", "..", ".", "c"];
        string[] folders = [".", "a", "a/b", "..", "../a", "../.."];
        for (var run = 0; run < 3_000; run++)
        {
            var path = string.Join('/', random.GetItems(parts, random.Next(1, 7)));
            var folder = folders[random.Next(folders.Length)];
            var inside = Path.GetRelativePath(Path.GetFullPath(folder, "/w1/w2/w3/w4/w5/w6/w7/w8"), Path.GetFullPath(path, "/w1/w2/w3/w4/w5/w6/w7/w8"));
            var expected = inside != ".." && !inside.StartsWith("../", StringComparison.Ordinal);
            // Below the working folder nothing tells whether a folder beside it is meant, whose name may be the same.
            if (folder == "../a" && !LeavesTheWorkingFolder(path)) continue;
            PathInside.Parse(folder, ignoreCase: false)!.Judge(path).ShouldBe(TruthLogic.Of(expected), $"{path} in {folder}");
        }
    }

    [Fact]
    public void Compile_CaseOfPaths_IsThatOfTheSystem()
        => CompileOptions.Default.IgnorePathCase.ShouldBe(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());

    private static bool LeavesTheWorkingFolder(string path) => Path.GetRelativePath("/w1/w2/w3/w4/w5/w6/w7/w8", Path.GetFullPath(path, "/w1/w2/w3/w4/w5/w6/w7/w8")).StartsWith("..", StringComparison.Ordinal);
}
