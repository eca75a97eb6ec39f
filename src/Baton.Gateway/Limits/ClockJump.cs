namespace Baton.Gateway.Limits;

/// <summary>The machine's clock moved by itself: windows may have emptied early. Recorded in the audit log.</summary>
/// <param name="From">What the clock said last.</param>
/// <param name="To">What it says now.</param>
/// <param name="Jump">How much more than really passed.</param>
public sealed record ClockJump(DateTimeOffset From, DateTimeOffset To, TimeSpan Jump);
