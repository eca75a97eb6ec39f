namespace Baton.Memory.Safety;

/// <summary>A secret that was replaced in what an agent wrote.</summary>
/// <param name="Path">JSON Pointer of the field.</param>
/// <param name="Kind">What it looked like, as in <c>[redacted:kind]</c>.</param>
/// <param name="Count">How many of it.</param>
public sealed record Redaction(string Path, string Kind, int Count);

/// <summary>Why a record should be read with care.</summary>
/// <param name="Path">JSON Pointer of the field.</param>
/// <param name="Reason">For the reader.</param>
/// <param name="Text">The words that gave the reason, shortened.</param>
public sealed record SuspiciousMark(string Path, string Reason, string Text);
