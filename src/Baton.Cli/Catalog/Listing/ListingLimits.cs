namespace Baton.Cli.Catalog.Listing;

/// <summary>How much of a server a scan takes in before it stops and says so.</summary>
/// <param name="Time">From the start to the last page.</param>
/// <param name="MaxBytes">Of everything the server sends.</param>
/// <param name="MaxPages">Of <c>tools/list</c>.</param>
internal sealed record ListingLimits(TimeSpan Time, long MaxBytes = 32 * 1024 * 1024, int MaxPages = 200);
