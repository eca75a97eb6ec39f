namespace Baton.Memory.Storage;

/// <summary>A direction in the space of one model, in one byte a dimension: a quarter of the size, and as good for ranking.</summary>
/// <param name="Model">The model's name with its dimensions; vectors of different models are never compared.</param>
/// <param name="Values">The dimensions, scaled to -127 to 127.</param>
/// <param name="Scale">What one step of a value is worth; the vector has length 1.</param>
public sealed record QuantizedVector(string Model, ReadOnlyMemory<sbyte> Values, float Scale);

/// <summary>A text that has no vector of a model yet.</summary>
/// <param name="Number">The store's number of the text.</param>
/// <param name="Text">Title and the beginning of the text.</param>
public sealed record UnembeddedText(long Number, string Text);

/// <summary>How far a model's vectors have come.</summary>
public sealed record VectorProgress(long Done, long Total);
