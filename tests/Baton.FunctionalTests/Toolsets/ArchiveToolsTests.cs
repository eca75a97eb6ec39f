using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Toolsets;

/// <summary>Long transcripts by several processes: <c>BATON_TEST_ARCHIVE_MB=200</c> asks for the size of the goal.</summary>
public sealed class ArchiveToolsTests : IDisposable
{
    private const int ChunkBytes = 1 << 20;
    private const string Toolsets = "archive";

    private readonly TemporaryFolder _folder = new();

    private static int Megabytes { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BATON_TEST_ARCHIVE_MB"), CultureInfo.InvariantCulture, out var megabytes) ? megabytes : 12;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archive_AppendedInChunksByTwoProcesses_ReadsBackWithTheSameSha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new Random(4);
        var chunk = new byte[ChunkBytes];
        await using (var first = await StdioBaton.StartAsync(_folder.Data, "--toolsets", Toolsets))
        await using (var second = await StdioBaton.StartAsync(_folder.Data, "--toolsets", Toolsets))
        {
            for (var i = 0; i < Megabytes; i++)
            {
                random.NextBytes(chunk);
                hash.AppendData(chunk);
                // Both send it; one of them adds it, to the other it was there.
                var arguments = new JsonObject { ["key"] = "long", ["project"] = "p", ["chunk_base64"] = Convert.ToBase64String(chunk), ["offset"] = (long)i * ChunkBytes };
                var added = await Task.WhenAll(first.CallAsync("archive_append", arguments), second.CallAsync("archive_append", arguments.DeepClone()));
                added.Count(call => !call.Content["was_there"]!.GetValue<bool>()).ShouldBe(1);
            }
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());

        var copy = _folder.At("copy");
        (await BatonBinary.RunAsync(_folder.Data, null, "archive", "read", "long", "--project", "p", "--out", copy)).Code.ShouldBe(0);
        await using (var file = File.OpenRead(copy)) Convert.ToHexStringLower(await SHA256.HashDataAsync(file, TestContext.Current.CancellationToken)).ShouldBe(sha256);
        var verified = await BatonBinary.RunAsync(_folder.Data, null, "archive", "verify", "long", "--project", "p", "--json");
        verified.Code.ShouldBe(0, verified.Error);
        JsonNode.Parse(verified.Out)!["sha256"]!.GetValue<string>().ShouldBe(sha256);
    }

    [Fact]
    public async Task Append_OfAFileThatWasSentInPart_GoesOnWhereItStoppedAndAnotherFileIsRefused()
    {
        var (part, whole, other) = (_folder.At("part"), _folder.At("whole"), _folder.At("other"));
        var bytes = new byte[(2 * ChunkBytes) + 7];
        new Random(5).NextBytes(bytes);
        await File.WriteAllBytesAsync(part, bytes[..(ChunkBytes + 3)], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(whole, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(other, "something else altogether", TestContext.Current.CancellationToken);

        foreach (var file in new[] { part, whole, whole })
        {
            var run = await BatonBinary.RunAsync(_folder.Data, null, "archive", "append", "run-7", file, "--project", "p");
            run.Code.ShouldBe(0, run.Error);
        }
        var refused = await BatonBinary.RunAsync(_folder.Data, null, "archive", "append", "run-7", other, "--project", "p");
        (refused.Code, refused.Error).ShouldBe((1, refused.Error));
        refused.Error.ShouldContain("does not begin with them");
        var listed = JsonNode.Parse((await BatonBinary.RunAsync(_folder.Data, null, "archive", "list", "--json")).Out)!;
        listed["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var copy = _folder.At("copy");
        await BatonBinary.RunAsync(_folder.Data, null, "archive", "read", "run-7", "--project", "p", "--offset", "1048570", "--length", "11", "--out", copy);
        (await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken)).ShouldBe(bytes[1048570..1048581]);
    }
}
