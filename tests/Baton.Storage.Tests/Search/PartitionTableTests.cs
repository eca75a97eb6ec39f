using System.Collections.Immutable;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Sqlite.Search;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Search;

public sealed class PartitionTableTests : IDisposable
{
    private static readonly Gen<PartitionKey> Keys =
        from kind in Gen.Elements(RecordKind.Handoff, RecordKind.Memory)
        from place in Gen.Choose(0, 3)
        from owner in Gen.Elements("", "ada", "bob")
        from past in Gen.Elements(true, false)
        select new PartitionKey(kind, place, owner, past);

    private readonly TemporaryFolder _folder = new();
    private readonly DataFile _file;

    public PartitionTableTests() => _file = DataFile.Open(_folder.Data, Schemas.Memory, new Patience(TimeProvider.System));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    /// <summary>No partition of another's private records, of another place or kind, or of the past unless it was asked for, and none of one's own left out.</summary>
    [Fact]
    public void Select_AnyScope_GivesExactlyThePartitionsWhereItsAnswersMayLie()
    {
        var made = new Dictionary<PartitionKey, long>();
        _file.Writer.Execute("BEGIN");
        foreach (var kind in new[] { RecordKind.Handoff, RecordKind.Memory })
            foreach (var place in new[] { 0L, 1, 2, 3 })
                foreach (var owner in new[] { "", "ada", "bob" })
                    foreach (var past in new[] { false, true })
                    {
                        var key = new PartitionKey(kind, place, owner, past);
                        made[key] = PartitionTable.Ensure(_file.Writer, key);
                    }
        _file.Writer.Execute("COMMIT");
        var question =
            from principal in Gen.Elements<string?>("ada", "bob", "eve", "", null)
            from kind in Gen.Elements(RecordKind.Handoff, RecordKind.Memory, RecordKind.Task)
            from places in Gen.SubListOf(0L, 1, 2, 3)
            from everywhere in Gen.Elements(true, false)
            from known in Gen.Elements(true, false)
            select (principal, kind, places: everywhere ? (ImmutableArray<long>?)null : [.. places], known);
        Prop.ForAll(question.ToArbitrary(), asked =>
        {
            var scope = new Scope { Principal = asked.principal, Now = Start, KnownAt = asked.known ? Start : null };
            PartitionTable.Select(_file.Writer, scope, asked.kind, new PlaceSet(asked.places)).ShouldBe(made
                .Where(pair => pair.Key.Kind == asked.kind
                    && (asked.places is not { } places || places.Contains(pair.Key.Place))
                    && (asked.principal is null || pair.Key.Owner.Length == 0 || pair.Key.Owner == asked.principal)
                    && (asked.known || !pair.Key.Past))
                .Select(pair => pair.Value).Order());
        }).Check(Repeatable.Config.WithMaxTest(200));
    }

    [Fact]
    public void Ensure_AnyKeysInAnyOrder_HaveOneNumberEachAndTablesOfTheirOwn()
        => Prop.ForAll(Keys.ListOf(6).ToArbitrary(), keys =>
        {
            foreach (var key in keys)
            {
                var number = PartitionTable.Ensure(_file.Writer, key);
                PartitionTable.Ensure(_file.Writer, key).ShouldBe(number);
                PartitionTable.KeyOf(_file.Writer, number).ShouldBe(key);
                _file.Writer.QueryInt64($"SELECT count(*) FROM {PartitionTable.Words(number)}").ShouldBe(0);
                _file.Writer.QueryInt64($"SELECT count(*) FROM {PartitionTable.Grams(number)}").ShouldBe(0);
                _file.Writer.QueryInt64($"SELECT count(*) FROM {PartitionTable.Terms(number)}").ShouldBe(0);
            }
            _file.Writer.QueryInt64("SELECT count(*) = count(DISTINCT kind || ' ' || place || ' ' || owner || ' ' || past) FROM partitions").ShouldBe(1);
        }).Check(Repeatable.Config.WithMaxTest(10));

    [Fact]
    public void Size_OfSeveral_IsTheSumOfWhatWasCountedInAndOut()
    {
        var (one, two) = (PartitionTable.Ensure(_file.Writer, new(RecordKind.Memory, 1, "", false)), PartitionTable.Ensure(_file.Writer, new(RecordKind.Memory, 2, "", false)));
        PartitionTable.Count(_file.Writer, one, 1, 10);
        PartitionTable.Count(_file.Writer, one, 1, 5);
        PartitionTable.Count(_file.Writer, two, 1, 100);
        PartitionTable.Count(_file.Writer, one, -1, -10);
        PartitionTable.Size(_file.Writer, [one]).ShouldBe((1, 5));
        PartitionTable.Size(_file.Writer, [one, two]).ShouldBe((2, 105));
        PartitionTable.Size(_file.Writer, []).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(Visibility.Private, "ada")]
    [InlineData(Visibility.Project, "")]
    [InlineData(Visibility.Shared, "")]
    public void Of_ARecord_HasAnOwnerOnlyWhenItIsPrivate(Visibility visibility, string owner)
        => PartitionKey.Of(Remember("m_1") with { Visibility = visibility }, 7).ShouldBe(new PartitionKey(RecordKind.Memory, 7, owner, false));
}
