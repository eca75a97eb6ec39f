using Baton.Memory.Embeddings;
using Baton.Memory.Storage;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Contract;

/// <summary>What every store must do with vectors: they find what is near, and nothing that the predicate hides.</summary>
public abstract class VectorContract(IStoreFixture fixture) : MemoryStoreContract(fixture)
{
    private const string Model = "m";
    private static readonly Scope Everything = new() { Principal = null, Now = Start.AddSeconds(1000), IncludeDeleted = true, IncludeExpired = true, IncludeSuperseded = true };
    private int _world;

    [Fact]
    public async Task Search_NearQuestion_FindsTheNearestWithTheirCosine()
    {
        await Store.PutAsync(Remember("m_1", "east"), Remember("m_2", "north"), Remember("m_3", "west"));
        await EmbedAsync(text => text switch { "east" => [1, 0], "north" => [0, 1], _ => [-1, 0] });

        var hits = await NearAsync(Scope(), Memories(), [2, 2]);

        hits.Select(hit => (hit.Id, Math.Round(hit.Likeness!.Value, 2))).Order().ShouldBe([("m_1", 0.71), ("m_2", 0.71), ("m_3", -0.71)]);
    }

    [Fact]
    public async Task Search_VectorsOfAnotherModel_AreNeverCompared()
    {
        await Store.PutAsync(Remember("m_1", "east"));
        await EmbedAsync(_ => [1, 0]);

        (await SearchAsync(Scope(), Memories(), Quantizer.Quantize("other", [1, 0])!)).ShouldBeEmpty();
        (await SearchAsync(Scope(), Memories(), Quantizer.Quantize(Model, [1, 0, 0])!)).ShouldBeEmpty("another number of dimensions is another model");
    }

    [Fact]
    public async Task WithoutVector_KnowsAModelByItsWholeName()
    {
        await Store.PutAsync(Remember("m_1", "east"));
        await EmbedAsync(_ => [1, 0], "embed:v1.5");

        (await MissingAsync("embed:v1.5")).ShouldBeEmpty();
        (await MissingAsync("embed")).ShouldHaveSingleItem();
        (await MissingAsync("embed:v1")).ShouldHaveSingleItem();
        (await ProgressAsync("embed:v1.5")).ShouldBe(new VectorProgress(1, 1));
        (await ProgressAsync("embed")).ShouldBe(new VectorProgress(0, 1));
    }

    [Fact]
    public async Task WithoutVector_GoesOnPageByPage_AndTellsTitleAndText()
    {
        await Store.PutAsync([.. Enumerable.Range(0, 5).Select(number => Remember($"m_{number}", $"text {number}") with { Search = new SearchText($"title {number}", "", $"text {number}") })]);

        var seen = new List<string>();
        for (long after = 0; ;)
        {
            var page = await Store.ReadAsync(reader => reader.WithoutVectorAsync(Everything, Model, after, 2));
            if (page.Count == 0) break;
            page.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Select(text => text.Text));
            after = page[^1].Number;
        }

        seen.ShouldBe(Enumerable.Range(0, 5).Select(number => $"title {number}\ntext {number}"));
    }

    [Fact]
    public async Task Put_TheTextOfANewVersion_MustBeEmbeddedAgain()
    {
        var first = Remember("m_1", "east");
        await Store.PutAsync(first);
        await EmbedAsync(_ => [1, 0]);

        await Store.PutAsync(first.Next() with { Search = new SearchText("", "", "north") });

        (await NearAsync(Scope(), Memories(), [1, 0])).ShouldBeEmpty("the old text's vector says nothing of the new one");
        (await ProgressAsync(Model)).ShouldBe(new VectorProgress(0, 1));
        await EmbedAsync(_ => [0, 1]);
        (await NearAsync(Scope(), Memories(), [0, 1])).ShouldHaveSingleItem().Likeness!.Value.ShouldBe(1, 0.01);
    }

    [Fact]
    public async Task PutVector_Twice_KeepsTheLast_AndOfATextThatIsGone_NothingHappens()
    {
        await Store.PutAsync(Remember("m_1", "east"));
        var number = (await MissingAsync(Model)).Single().Number;
        foreach (var direction in new float[][] { [1, 0], [0, 1] }) await Store.WriteAsync(writer => writer.PutVectorAsync(number, Quantizer.Quantize(Model, direction)!));
        await Store.WriteAsync(writer => writer.PutVectorAsync(number + 1000, Quantizer.Quantize(Model, [1, 0])!));

        (await NearAsync(Scope(), Memories(), [0, 1])).ShouldHaveSingleItem().Likeness!.Value.ShouldBe(1, 0.01);
    }

    [Fact]
    public async Task Search_WhatIsNearerButHidden_DoesNotCrowdOutWhatMayBeSeen()
    {
        await Store.PutAsync([.. Enumerable.Range(0, 300).Select(number => Remember($"m_{number:D3}", "near") with { ExpiresAt = Start.AddSeconds(1) })]);
        await Store.PutAsync([.. Enumerable.Range(300, 300).Select(number => Remember($"m_{number:D3}", "near") with { Type = "fact" })]);
        await Store.PutAsync(Remember("m_far", "far") with { Type = "decision" });
        await EmbedAsync(text => text == "near" ? [1, 0] : [1, 1]);

        var hits = await SearchAsync(Scope(), Memories() with { Types = ["decision"] }, Quantizer.Quantize(Model, [1, 0])!, limit: 5);

        hits.ShouldHaveSingleItem().Id.ShouldBe("m_far");
    }

    [Fact]
    public void Search_AnyWorldAndDirection_FindsExactlyWhatTheScopeShows()
        => Prop.ForAll(Worlds.Arbitrary, world => CheckAsync(world).GetAwaiter().GetResult()).Check(Repeatable.Config.WithMaxTest(25));

    private async Task CheckAsync(World world)
    {
        var prefix = $"w{_world++:D3}";
        var versions = world.Versions(prefix);
        await Store.PutAsync(versions);
        await EmbedAsync(_ => [1, 0]);
        foreach (var (scope, filter) in world.Questions(prefix).Where(question => question.Scope.KnownAt is null && question.Filter.Project is not null))
        {
            var expected = new VisibilityOracle(versions).Visible(scope).Where(version => VisibilityOracle.Matches(filter, version, scope.Now))
                .Where(version => IsInForce(versions, version)).Select(version => version.Id);
            var found = (await NearAsync(scope, filter, [1, 0])).Where(hit => hit.Id.StartsWith($"m_{prefix}", StringComparison.Ordinal)).Select(hit => hit.Id);
            found.Order().ShouldBe(expected.Order(), $"{world} {scope} {filter}");
        }
    }

    private static bool IsInForce(StoredVersion[] versions, StoredVersion version) => versions.Where(other => other.Id == version.Id).Max(other => other.Version) == version.Version;

    private async Task EmbedAsync(Func<string, float[]> direction, string model = Model)
    {
        foreach (var text in await MissingAsync(model))
        {
            await Store.WriteAsync(writer => writer.PutVectorAsync(text.Number, Quantizer.Quantize(model, direction(text.Text))!));
        }
    }

    private Task<IReadOnlyList<UnembeddedText>> MissingAsync(string model) => Store.ReadAsync(reader => reader.WithoutVectorAsync(Everything, model, 0, 10_000));

    private Task<VectorProgress> ProgressAsync(string model) => Store.ReadAsync(reader => reader.VectorProgressAsync(Everything, model));

    private async Task<List<TextHit>> NearAsync(Scope scope, RecordFilter filter, float[] direction) => await SearchAsync(scope, filter, Quantizer.Quantize(Model, direction)!);

    private async Task<List<TextHit>> SearchAsync(Scope scope, RecordFilter filter, QuantizedVector vector, int limit = 50)
        => [.. (await Store.ReadAsync(reader => reader.SearchAsync(scope, filter, new TextMatch { Vector = vector }, limit))).Hits];
}
