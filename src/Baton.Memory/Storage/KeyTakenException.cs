namespace Baton.Memory.Storage;

/// <summary>
/// A record in force has the key already. Whoever writes looks before, so this is met only where time went back: a record that
/// had expired is there again beside the one that took its key.
/// </summary>
public sealed class KeyTakenException : InvalidOperationException
{
    public KeyTakenException() { }
    public KeyTakenException(string message) : base(message) { }
    public KeyTakenException(string message, Exception inner) : base(message, inner) { }

    /// <param name="key">The key.</param>
    /// <param name="project">Where.</param>
    /// <param name="holder">The record that has it.</param>
    public KeyTakenException(string key, string project, string holder) : base($"Key '{key}' belongs to {holder} in project '{project}'.") { }
}
