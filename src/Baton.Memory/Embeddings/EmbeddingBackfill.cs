using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Embeddings;

/// <summary>
/// Gives every text its vector, in the background: writes never wait for it, and what is new is found by its words at once
/// and by its meaning a little later. A change of model makes every vector anew.
/// </summary>
public sealed class EmbeddingBackfill(IMemoryStore store, IEmbeddingGenerator generator, TimeProvider time)
{
    /// <summary>Texts in one request.</summary>
    private const int Batch = 32;

    /// <summary>How often the store is asked whether something was written.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>Wait after a failure, doubled each time up to <see cref="LongestRest"/>.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    /// <summary>The model's name with its dimensions, as vectors are kept under.</summary>
    public string Model => generator.Model;

    /// <summary>Until it is cancelled.</summary>
    /// <param name="failed">Told once when the endpoint goes down.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<string> failed, CancellationToken cancellationToken)
    {
        var (seen, rest) = (-1L, Rest);
        while (!cancellationToken.IsCancellationRequested)
        {
            var stamp = await store.ChangeStampAsync(cancellationToken);
            if (stamp == seen)
            {
                await Task.Delay(LookEvery, time, cancellationToken);
                continue;
            }
            if ((await FillAsync(null, cancellationToken)).TryGet(out _, out var failure))
            {
                // As it was before the look: what is written while the last texts are given theirs is looked at once more.
                (seen, rest) = (stamp, Rest);
                continue;
            }
            if (rest == Rest) failed(failure.Message);
            await Task.Delay(rest, time, cancellationToken);
            rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
        }
    }

    /// <summary>Gives vectors to all texts that have none of this model now; how many it gave.</summary>
    public async ValueTask<Outcome<int>> FillAsync(IProgress<VectorProgress>? progress, CancellationToken cancellationToken)
    {
        var (after, done) = (0L, 0);
        while (true)
        {
            var last = after;
            var texts = await store.ReadAsync(reader => reader.WithoutVectorAsync(Everything(), generator.Model, last, Batch), cancellationToken);
            if (texts.Count == 0) return done;
            if (!(await generator.EmbedAsync([.. texts.Select(text => text.Text)], cancellationToken)).TryGet(out var vectors, out var failure)) return failure;
            var quantized = texts.Zip(vectors, (text, vector) => (text.Number, Quantizer.Quantize(generator.Model, vector)));
            var saved = await store.WriteAsync<bool>(async writer =>
            {
                foreach (var (number, vector) in quantized)
                {
                    if (vector is not null) await writer.PutVectorAsync(number, vector);
                }
                return true;
            }, cancellationToken);
            if (!saved.TryGet(out _, out failure)) return failure;
            (after, done) = (texts[^1].Number, done + texts.Count);
            if (progress is not null) progress.Report(await ProgressAsync(cancellationToken));
        }
    }

    /// <summary>How many texts have a vector of this model, of how many.</summary>
    public ValueTask<VectorProgress> ProgressAsync(CancellationToken cancellationToken)
        => store.ReadAsync(reader => reader.VectorProgressAsync(Everything(), generator.Model), cancellationToken);

    private Scope Everything() => new() { Principal = null, Now = time.GetUtcNow(), IncludeSuperseded = true };
}
