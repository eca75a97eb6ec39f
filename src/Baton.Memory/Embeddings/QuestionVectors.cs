using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Embeddings;

/// <summary>The vector of a question, or the reason why the search goes on without it.</summary>
/// <param name="Vector">Null when vectors are off or the endpoint is down.</param>
/// <param name="Warning">What to tell the caller; null when all is well.</param>
public sealed record QuestionVector(QuantizedVector? Vector, string? Warning)
{
    public static QuestionVector Off { get; } = new(null, null);
}

/// <summary>Asks for questions' vectors, briefly: a search must not wait long for meaning when it has words.</summary>
/// <param name="generator">Makes vectors.</param>
/// <param name="patience">Longest wait.</param>
/// <param name="time">Measures it.</param>
public sealed class QuestionVectors(IEmbeddingGenerator generator, TimeSpan patience, TimeProvider time)
{
    /// <summary>A question's beginning is enough; models read no more.</summary>
    private const int MostLetters = 4000;

    public async ValueTask<QuestionVector> OfAsync(string question, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(question)) return QuestionVector.Off;
        using var limited = new CancellationTokenSource(patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        try
        {
            var outcome = await generator.EmbedAsync([question.Length > MostLetters ? question[..MostLetters] : question], linked.Token);
            return outcome.TryGet(out var vectors, out var failure)
                ? new QuestionVector(Quantizer.Quantize(generator.Model, vectors[0]), null)
                : Without(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new QuestionVector(null, "The embeddings endpoint did not answer in time; the results are by words only.");
        }
    }

    private static QuestionVector Without(Failure failure) => new(null, $"{failure.Message} The results are by words only.");
}
