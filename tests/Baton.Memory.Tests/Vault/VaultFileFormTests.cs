using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Vault;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Vault;

/// <summary>The files as people read and edit them, letter for letter.</summary>
public sealed class VaultFileFormTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Provenance By = new("g", "ada", null, null, null, "r", "o");

    private static readonly Handoff Full = new()
    {
        Id = "h_1", Key = "login", Project = "web", Version = 3, Title = "Fix: the login", Summary = "Half\r\ndone \"so far\"", Status = HandoffStatus.Open, Thread = "t1", To = "bob",
        Priority = -1, Pinned = true, Tags = ["one", "two words"], NextActions = ["- run it"], Pending = ["p"], Blockers = ["#1"], Decisions = ["d: e"], Changed = ["日本"],
        CreatedAt = Noon, SavedAt = Noon, UpdatedAt = Noon, By = By, CreatedBy = By,
    };

    private static readonly MemoryRecord Fact = new()
    {
        Id = "m_1", Key = "port", Project = "web", Version = 2, Type = "fact", Title = "Port", Content = "5433\r\n", Visibility = Visibility.Project, Owner = "ada", Layer = MemoryLayer.Stated,
        Tags = ["db"], Pinned = true, CreatedAt = Noon, UpdatedAt = Noon, By = By, CreatedBy = By,
    };

    [Fact]
    public void Handoff_WithEveryField_IsThisFile()
        => WithoutHash(HandoffDocument.Write(Full, "The body\n---\n"u8)).ShouldBe(
            """
            ---
            id: h_1
            version: 3
            project: web
            key: login
            title: "Fix: the login"
            summary: "Half\r\ndone \"so far\""
            status: open
            thread: t1
            to: bob
            priority: "-1"
            pinned: true
            tags:
              - one
              - "two words"
            next_actions:
              - "- run it"
            pending:
              - p
            blockers:
              - "#1"
            decisions:
              - "d: e"
            changed:
              - "日本"
            author: ada
            updated: 2026-03-01T12:00:00.000Z
            ---
            The body
            ---

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Handoff_WithASummaryAlone_HasNoEmptyFields()
        => WithoutHash(HandoffDocument.Write(new Handoff { Id = "h_2", Key = "k", Project = "p", Version = 1, Summary = "s", CreatedAt = Noon, SavedAt = Noon, UpdatedAt = Noon, By = By, CreatedBy = By }, ""u8))
            .ShouldBe("---\nid: h_2\nversion: 1\nproject: p\nkey: k\nsummary: s\nstatus: open\nauthor: ada\nupdated: 2026-03-01T12:00:00.000Z\n---\n");

    [Fact]
    public void Handoff_ReadFromItsOwnFile_ChangesNothing()
    {
        var edit = HandoffDocument.ReadEdit(VaultDocument.Read(HandoffDocument.Write(Full, "body"u8))!, Full);
        (edit.Project, edit.Key, edit.IfMatch, edit.Summary).ShouldBe(("web", "login", 3, Full.Summary));
        (edit.Title.Or(null!), edit.Thread.Or(null!), edit.To.Or(null!), edit.Status.HasValue, edit.Priority.Or(9), edit.Pinned.Or(false)).ShouldBe((Full.Title, "t1", "bob", false, -1, true));
        edit.Tags.Or([]).ShouldBe(Full.Tags);
        edit.NextActions.Or([]).ShouldBe(Full.NextActions);
        edit.Pending.Or([]).ShouldBe(Full.Pending);
        edit.Blockers.Or([]).ShouldBe(Full.Blockers);
        edit.Decisions.Or([]).ShouldBe(Full.Decisions);
        edit.Changed.Or([]).ShouldBe(Full.Changed);
        (edit.Files.HasValue, edit.Refs.HasValue, edit.TimeToLive.HasValue).ShouldBe((false, false, false));
    }

    [Fact]
    public void Memory_OfAText_IsThisFile()
        => WithoutHash(MemoryDocument.Write(Fact)).ShouldBe(
            "---\nid: m_1\nversion: 2\nproject: web\nkey: port\ntype: fact\ntitle: Port\npinned: true\ntags:\n  - db\nauthor: ada\nupdated: 2026-03-01T12:00:00.000Z\n---\n5433\r\n");

    [Fact]
    public void Memory_OfAValue_SaysItsFormatAndIsTheSameJson()
    {
        var value = Fact with { Content = null, Value = "{ \"a\" : 1.50 }"u8.ToArray(), Title = null, Tags = [], Pinned = false, Key = null };
        WithoutHash(MemoryDocument.Write(value)).ShouldBe("---\nid: m_1\nversion: 2\nproject: web\ntype: fact\nformat: json\nauthor: ada\nupdated: 2026-03-01T12:00:00.000Z\n---\n{ \"a\" : 1.50 }");
        var edit = MemoryDocument.ReadEdit(VaultDocument.Read(MemoryDocument.Write(value))!, value);
        edit.Content.HasValue.ShouldBeFalse();
        Encoding.UTF8.GetString(edit.Value.Or(default).Span).ShouldBe("{ \"a\" : 1.50 }");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":}")]
    [InlineData("1 2")]
    [InlineData("nil")]
    public void Memory_AValueThatIsNoJson_SaysSo(string body)
    {
        var value = Fact with { Content = null, Value = "1"u8.ToArray() };
        var document = VaultDocument.Read(MemoryDocument.Write(value))! with { Body = Encoding.UTF8.GetBytes(body) };
        Should.Throw<FormatException>(() => MemoryDocument.ReadEdit(document, value)).Message.ShouldStartWith("The value is no JSON: ");
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("-1", -1)]
    public void Priority_IsOneOfThree(string? text, int priority) => VaultFields.Priority(Field("priority", text)).ShouldBe(priority);

    [Theory]
    [InlineData("2")]
    [InlineData("high")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.0")]
    public void Priority_OfAnythingElse_SaysSo(string text)
        => Should.Throw<FormatException>(() => VaultFields.Priority(Field("priority", text))).Message.ShouldBe("The field 'priority' is -1, 0 or 1.");

    [Theory]
    [InlineData(null, false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void Pinned_IsTrueOrFalse(string? text, bool pinned) => VaultFields.Pinned(Field("pinned", text)).ShouldBe(pinned);

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("1")]
    public void Pinned_OfAnythingElse_SaysSo(string text)
        => Should.Throw<FormatException>(() => VaultFields.Pinned(Field("pinned", text))).Message.ShouldBe("The field 'pinned' is true or false.");

    [Theory]
    [InlineData("plain", "f: plain\n")]
    [InlineData("", "f: \"\"\n")]
    [InlineData("two words", "f: \"two words\"\n")]
    [InlineData("-dash", "f: \"-dash\"\n")]
    [InlineData("2026-03-01T12:00:00.000Z", "f: 2026-03-01T12:00:00.000Z\n")]
    [InlineData("a#b", "f: \"a#b\"\n")]
    [InlineData("line\nline", "f: \"line\\nline\"\n")]
    [InlineData("---", "f: \"---\"\n")]
    [InlineData("\"", "f: \"\\\"\"\n")]
    [InlineData("é", "f: \"é\"\n")]
    public void Matter_OfAText_IsOneLine(string text, string line) => Field("f", text).ToString().ShouldBe(line);

    [Fact]
    public void Matter_OfAnyTexts_ComesBackTheSame()
        => Check.One(Repeatable.Config, Prop.ForAll(Words.ToArbitrary(), Words.ListOf().ToArbitrary(), (text, items) =>
        {
            var matter = Field("title", text);
            matter.Add("tags", [.. items]);
            matter.Add("last", "x");
            var read = FrontMatter.Read(matter.ToString().TrimEnd('\n').Split('\n'));
            return read.Text("title") == text && read.Items("tags").SequenceEqual(items) && read.Text("last") == "x" && read.Text("none") is null && read.Items("none").IsEmpty;
        }));

    [Theory]
    [InlineData("title: x\ntitle: y", "Line 3 is not understood: title: y")]
    [InlineData("title: x\n\n- stray", "Line 4 is not understood: - stray")]
    [InlineData("Title: x", "Line 2 is not understood: Title: x")]
    [InlineData("tags: {a}", "Line 2 is not understood: tags: {a}")]
    [InlineData("title: *alias", "Line 2 is not understood: title: *alias")]
    [InlineData("title: !tag x", "Line 2 is not understood: title: !tag x")]
    [InlineData("title: >", "Line 2 is not understood: title: >")]
    [InlineData("tags:\n  - one\n  - [two]", "Line 4 is not understood: - [two]")]
    public void Matter_ThatIsNotUnderstood_NamesTheLineOfTheFile(string lines, string message)
        => Should.Throw<FormatException>(() => FrontMatter.Read(lines.Split('\n'))).Message.ShouldBe(message);

    private static readonly Gen<string> Words = Gen.Elements("a", "é", "日", "😀", "\r\n", "\n", "\"", "\\", "---", "- ", ": ", "#", "|", ">", "[", "{", " ", "\t", "\u00a0", "hash: 0", "\u2028", "\u0085")
        .ListOf().Select(parts => string.Concat(parts));

    private static FrontMatter Field(string name, string? text)
    {
        var fields = new FrontMatter();
        fields.Add(name, text);
        return fields;
    }

    private static string WithoutHash(byte[] file)
        => string.Join('\n', Encoding.UTF8.GetString(file).Split('\n').Where((line, number) => !line.StartsWith("hash: ", StringComparison.Ordinal)));
}
