namespace Baton.Policy.Limits;

/// <summary>The words for windows, from the shortest.</summary>
public enum CalendarUnit
{
    /// <summary>60 to the minute.</summary>
    Second,

    /// <summary>60 to the hour.</summary>
    Minute,

    /// <summary>24 to the day.</summary>
    Hour,

    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From Monday (ISO 8601).</summary>
    Week,

    /// <summary>From the first; as a sliding window 31 days, the longest there is.</summary>
    Month,
}
