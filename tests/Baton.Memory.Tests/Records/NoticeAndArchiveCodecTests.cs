using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Records;

public sealed class NoticeAndArchiveCodecTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Gen<string> Texts = Gen.Elements("a", "é", "日", "😀", "\r\n", "\"", "\\", "\u0000", "\u2028", "</x>", "[[/baton:data]]").ListOf().Select(letters => string.Concat(letters));
    private static readonly Gen<string?> MaybeText = Gen.OneOf(Texts.Select(text => (string?)text), Gen.Constant<string?>(null));
    private static readonly Gen<ImmutableArray<string>> Lists = Texts.ListOf().Select(list => list.Take(4).ToImmutableArray());

    private static readonly Gen<Notice> Notices =
        from texts in Texts.ArrayOf(6)
        from maybe in MaybeText.ArrayOf(2)
        from refs in Lists
        from readers in Lists
        from seconds in Gen.Choose(0, 100_000).ArrayOf(4)
        from flag in Gen.Elements(true, false)
        select new Notice
        {
            Id = "n_1", Project = texts[0], Version = seconds[0] + 1, To = texts[1], Subject = maybe[0], Message = texts[2], Thread = maybe[1], Refs = refs,
            Priority = (seconds[1] % 3) - 1, IsPrivate = flag, ExpiresAt = flag ? Start.AddSeconds(seconds[2]) : null,
            ReadBy = [.. readers.Select(reader => new NoticeRead(reader, Start.AddMilliseconds(seconds[3])))],
            Suspicious = flag ? [new SuspiciousMark(texts[3], texts[4], texts[5])] : [],
            Labels = flag ? ImmutableSortedDictionary<string, string>.Empty.Add(texts[3], texts[4]) : ImmutableSortedDictionary<string, string>.Empty,
            CreatedAt = Start, UpdatedAt = Start.AddSeconds(seconds[0]), DeletedAt = flag ? null : Start, By = By(texts[5]), CreatedBy = By(texts[0]),
        };

    private static readonly Gen<Archive> Archives =
        from texts in Texts.ArrayOf(5)
        from maybe in MaybeText.ArrayOf(3)
        from tags in Lists
        from numbers in Gen.Choose(0, 1_000_000).ArrayOf(4)
        from flag in Gen.Elements(true, false)
        select new Archive
        {
            Id = "a_1", Key = maybe[0], Project = texts[0], Version = numbers[0] + 1, Title = maybe[1], Thread = maybe[2], Tags = tags,
            Bytes = (numbers[1] * 10_000_000L) + numbers[2], Sha256 = texts[1], Chunk = flag ? new ArchiveChunk(texts[2], numbers[2]) : null,
            Run = new ArchiveRun(numbers[3] + 1, flag ? numbers[3] : 0), HashState = Encoding.UTF8.GetBytes(texts[3]),
            Suspicious = flag ? [new SuspiciousMark("/chunk", texts[4], texts[0])] : [],
            CreatedAt = Start, UpdatedAt = Start.AddSeconds(numbers[0]), DeletedAt = flag ? Start : null, By = By(texts[1]), CreatedBy = By(texts[2]),
        };

    [Fact]
    public void Notice_WrittenAndRead_IsTheSame()
        => Prop.ForAll(Notices.ToArbitrary(), notice =>
        {
            var data = NoticeWriter.ToData(notice);
            var read = NoticeReader.Read(data.Span);
            return NoticeWriter.ToData(read).Span.SequenceEqual(data.Span) && read.Message == notice.Message && read.To == notice.To && read.Subject == notice.Subject
                && read.Refs.SequenceEqual(notice.Refs) && read.ReadBy.SequenceEqual(notice.ReadBy) && read.IsPrivate == notice.IsPrivate && read.Priority == notice.Priority
                && read.ExpiresAt == notice.ExpiresAt && read.DeletedAt == notice.DeletedAt && read.By == notice.By && read.CreatedBy == notice.CreatedBy
                && read.Suspicious.SequenceEqual(notice.Suspicious) && read.Labels.SequenceEqual(notice.Labels) && read.Thread == notice.Thread;
        }).Check(Repeatable.Config);

    [Fact]
    public void Archive_WrittenAndRead_IsTheSame()
        => Prop.ForAll(Archives.ToArbitrary(), archive =>
        {
            var data = ArchiveWriter.ToData(archive);
            var read = ArchiveReader.Read(data.Span);
            return ArchiveWriter.ToData(read).Span.SequenceEqual(data.Span) && read.Key == archive.Key && read.Bytes == archive.Bytes && read.Sha256 == archive.Sha256
                && read.Chunk == archive.Chunk && read.Run == archive.Run && read.HashState.Span.SequenceEqual(archive.HashState.Span) && read.Tags.SequenceEqual(archive.Tags)
                && read.Offset == archive.Offset && read.Title == archive.Title && read.Thread == archive.Thread && read.DeletedAt == archive.DeletedAt
                && read.By == archive.By && read.CreatedBy == archive.CreatedBy && read.Suspicious.SequenceEqual(archive.Suspicious);
        }).Check(Repeatable.Config);

    [Fact]
    public void Notice_WithoutWhoSentIt_WasSentByWhoWroteIt()
    {
        var notice = NoticeReader.Read("""{"id":"n_1","project":"p","version":1,"to":"bob","message":"m","by":{"grant":"g","principal":"ada"}}"""u8);
        notice.CreatedBy.Principal.ShouldBe("ada");
        (notice.Priority, notice.IsPrivate, notice.Refs.Length, notice.ReadBy.Length, notice.ExpiresAt).ShouldBe((0, false, 0, 0, null));
    }

    [Theory]
    [InlineData("""{"id":"n_1","project":"p","version":1,"to":"bob","message":"m"}""", "The notice does not say who wrote it.")]
    public void Notice_WithoutAWriter_IsDamaged(string json, string message)
        => Should.Throw<JsonException>(() => NoticeReader.Read(Encoding.UTF8.GetBytes(json))).Message.ShouldBe(message);

    [Fact]
    public void Archive_WithoutAWriter_IsDamaged()
        => Should.Throw<JsonException>(() => ArchiveReader.Read("""{"id":"a_1","project":"p","version":1,"sha256":"x"}"""u8)).Message.ShouldBe("The archive does not say who wrote it.");

    [Fact]
    public void Archive_OfTheFirstForm_IsOneRunFromTheFirstVersion()
    {
        var archive = ArchiveReader.Read("""{"id":"a_1","project":"p","version":4,"bytes":9,"sha256":"x","by":{"grant":"g","principal":"ada"}}"""u8);
        (archive.Run, archive.Offset, archive.Chunk, archive.HashState.Length).ShouldBe((new ArchiveRun(1, 0), 9L, null, 0));
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("Ada", false)]
    [InlineData("ad", false)]
    [InlineData("ops", false)]
    public void IsReadBy_IsOfThatPrincipalAlone(string principal, bool read)
    {
        var notice = NoticeReader.Read("""{"id":"n_1","project":"p","version":2,"to":"ops","message":"m","read_by":[{"principal":"ada","at":"2026-03-01T12:00:00Z"}],"by":{"grant":"g","principal":"bob"}}"""u8);
        notice.IsReadBy(principal).ShouldBe(read);
    }

    private static Provenance By(string principal) => new("g", principal, null, null, null, "r", "notify");
}
