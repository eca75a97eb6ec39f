namespace Baton.Gateway.Pins;

/// <summary>Under what name a server's pins are kept, and when they are approved.</summary>
/// <param name="Name">For a registered server its own name.</param>
/// <param name="MustBeReviewed">Whether even what is seen first waits for an operator.</param>
public sealed record PinSubject(string Name, bool MustBeReviewed = false);
