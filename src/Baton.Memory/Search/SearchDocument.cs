namespace Baton.Memory.Search;

/// <summary>A record's text as a search shows and scores it.</summary>
/// <param name="Title">Title, key and tags.</param>
/// <param name="Text">Everything else.</param>
internal sealed record SearchDocument(string Title, string Text);
