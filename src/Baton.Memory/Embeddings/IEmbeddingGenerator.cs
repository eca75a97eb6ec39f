using Baton.Memory.Outcomes;

namespace Baton.Memory.Embeddings;

/// <summary>Turns texts into vectors in which texts of like meaning lie near each other.</summary>
public interface IEmbeddingGenerator
{
    /// <summary>Names the model; part of what is stored with each vector.</summary>
    string Model { get; }

    /// <summary>One vector for each text, in order, all of one length. The endpoint's failure is a value: search goes on without.</summary>
    ValueTask<Outcome<float[][]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
