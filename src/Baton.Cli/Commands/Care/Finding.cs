namespace Baton.Cli.Commands.Care;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Advice">What to do, where something can be done.</param>
internal sealed record Finding(string Check, FindingState State, string Detail, string? Advice = null);

/// <summary>How bad it is.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing; nothing fails for it.</summary>
    Note,

    /// <summary>Something does not work.</summary>
    Bad,
}
