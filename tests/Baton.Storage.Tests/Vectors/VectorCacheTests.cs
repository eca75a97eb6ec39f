using System.Globalization;
using Baton.Memory.Embeddings;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Sqlite.Vectors;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Vectors;

/// <summary>The vectors in memory beside a plain loop over a dictionary, whatever was put, replaced and removed in between, in any order of looks.</summary>
public sealed class VectorCacheTests : IDisposable
{
    private const int Partitions = 3;
    private const int Texts = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly DataFile _file;
    private readonly VectorCache _cache = new();

    public VectorCacheTests()
    {
        _file = DataFile.Open(_folder.Data, Schemas.Memory, new Patience(TimeProvider.System));
        _file.Writer.ExecuteScript("PRAGMA synchronous = OFF");
        for (var partition = 1; partition <= Partitions; partition++)
        {
            _file.Writer.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO partitions (no, kind, place, owner, past) VALUES ({partition}, 1, {partition}, '', 0)"));
        }
        for (var text = 1; text <= Texts; text++)
        {
            var partition = (text % Partitions) + 1;
            _file.Writer.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO texts (no, id, first_version, partition, digest, title, keywords, words, head, rest) VALUES ({text}, 'm_{text}', 1, {partition}, x'', '', '', 1, 'h', '')"));
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Read_AfterAnyWrites_IsWhatAPlainLoopFinds()
    {
        var step =
            from kind in Gen.Elements("put", "put", "put", "remove", "undone", "look", "look old")
            from text in Gen.Choose(1, Texts)
            from model in Gen.Elements("a", "b")
            from seed in Gen.Choose(0, 9999)
            select (kind, text, model, seed);
        Prop.ForAll(step.ListOf(40).ToArbitrary(), steps => Check(steps)).Check(Repeatable.Config.WithMaxTest(60));
    }

    [Fact]
    public void Read_MorePartitionsThanAreKept_IsStillRight()
    {
        for (var partition = 100; partition < 170; partition++)
        {
            _file.Writer.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO partitions (no, kind, place, owner, past) VALUES ({partition}, 1, {partition}, '', 0)"));
            _file.Writer.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO texts (no, id, first_version, partition, digest, title, keywords, words, head, rest) VALUES ({partition}, 'm_{partition}', 1, {partition}, x'', '', '', 1, 'h', '')"));
            VectorTable.Put(_file.Writer, partition, Vector("a", partition));
        }
        var model = VectorTable.Model(_file.Writer, "a:3").ShouldNotBeNull();
        for (var round = 0; round < 2; round++)
        {
            for (var partition = 100; partition < 170; partition++) _cache.Read(_file.Writer, partition, model, 3).Texts.ShouldBe([partition]);
        }
    }

    [Fact]
    public void Put_ATextThatIsGone_KeepsNothing()
    {
        _file.Writer.Execute("UPDATE texts SET last_version = 2 WHERE no = 1");
        VectorTable.Put(_file.Writer, 1, Vector("a", 1));
        VectorTable.Put(_file.Writer, 999, Vector("a", 1));
        _file.Writer.QueryInt64("SELECT count(*) FROM vectors").ShouldBe(0);
        VectorTable.Model(_file.Writer, "a:3").ShouldBeNull();
    }

    private void Check(IEnumerable<(string Kind, int Text, string Model, int Seed)> steps)
    {
        var expected = new Dictionary<int, QuantizedVector>();
        _file.Writer.ExecuteScript("DELETE FROM vectors; UPDATE partitions SET vectors_removed = vectors_removed + 1");
        using var old = _file.OpenReader();
        var seen = new Dictionary<int, QuantizedVector>();
        old.Execute("BEGIN");
        old.QueryInt64("SELECT count(*) FROM vectors");
        foreach (var (kind, text, model, seed) in steps)
        {
            switch (kind)
            {
                case "put":
                    VectorTable.Put(_file.Writer, text, expected[text] = Vector(model, seed));
                    break;
                case "remove":
                    VectorTable.Remove(_file.Writer, text);
                    expected.Remove(text);
                    break;
                case "undone":
                    _file.Writer.Execute("BEGIN IMMEDIATE");
                    VectorTable.Put(_file.Writer, text, Vector(model, seed));
                    VectorTable.Remove(_file.Writer, (text % Texts) + 1);
                    _file.Writer.Execute("ROLLBACK");
                    break;
                case "look":
                    var reader = _file.Rent();
                    Look(reader, expected, seed);
                    _file.Return(reader);
                    break;
                default:
                    // The snapshot's own state, and then a newer one for the next time.
                    Look(old, seen, seed);
                    old.Execute("COMMIT");
                    old.Execute("BEGIN");
                    old.QueryInt64("SELECT count(*) FROM vectors");
                    seen = new Dictionary<int, QuantizedVector>(expected);
                    break;
            }
        }
        Look(_file.Writer, expected, 1);
    }

    private void Look(Connection connection, Dictionary<int, QuantizedVector> expected, int seed)
    {
        var question = Vector("a", seed + 1);
        foreach (var name in new[] { "a:3", "b:3" })
        {
            if (VectorTable.Model(connection, name) is not { } model) continue;
            for (var partition = 1; partition <= Partitions; partition++)
            {
                var block = _cache.Read(connection, partition, model, 3);
                var mine = expected.Where(pair => (pair.Key % Partitions) + 1 == partition && pair.Value.Model == name).ToDictionary(pair => (long)pair.Key, pair => Likeness(question, pair.Value));
                var nearest = block.Nearest(question.Values.Span, question.Scale, 2).ToList();
                nearest.Select(found => found.Likeness).ShouldBe(mine.Values.OrderDescending().Take(2));
                foreach (var (text, likeness) in nearest) mine[text].ShouldBe(likeness);
                block.Texts.Order().ShouldBe(mine.Keys.Order());
            }
        }
    }

    private static double Likeness(QuantizedVector question, QuantizedVector vector)
    {
        var sum = 0;
        for (var at = 0; at < 3; at++) sum += question.Values.Span[at] * vector.Values.Span[at];
        return (double)sum * question.Scale * vector.Scale;
    }

    private static QuantizedVector Vector(string model, int seed)
    {
        var random = new Random(seed);
        return Quantizer.Quantize(model, [random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() + 0.01f])!;
    }
}
