namespace Baton.Memory.Transfer.Foreign;

/// <summary>A file of another system, or what its running server answered.</summary>
/// <param name="Path">Within what is imported, with <c>/</c> between its parts; named in errors.</param>
/// <param name="ModifiedAt">When it was last written, for formats whose files hold no time.</param>
/// <param name="Read">Gives its bytes.</param>
public sealed record ForeignFile(string Path, DateTimeOffset ModifiedAt, Func<byte[]> Read);
