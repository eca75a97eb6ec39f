using System.Text;

namespace Baton.Memory.Outcomes;

/// <summary>Makes the failures that many operations share, so that the same mistake always reads the same.</summary>
internal static class Fail
{
    public static Failure Invalid(string message, string? path = null, string? hint = null, long? limit = null)
        => new(FailureCode.Invalid, message) { Path = path, Hint = hint, Limit = limit };

    public static Failure NotFound(string message, string? path = null, string? hint = null)
        => new(FailureCode.NotFound, message) { Path = path, Hint = hint };

    public static Failure Forbidden(string message, string? path = null, string? hint = null)
        => new(FailureCode.Forbidden, message) { Path = path, Hint = hint };

    public static Failure BadCursor(string message)
        => new(FailureCode.BadCursor, message) { Path = "/cursor", Hint = "Call again without cursor and go on with the next_cursor it returns." };

    public static Failure TooLarge(string what, long size, long limit, string unit, string path, string? hint = null)
        => new(FailureCode.TooLarge, $"{what} has {size} {unit}; the limit is {limit}.") { Path = path, Limit = limit, Hint = hint };

    /// <summary>Refuses text over a number of UTF-8 bytes.</summary>
    public static Failure? IfOver(string what, string text, long limit, string path)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        return size > limit ? TooLarge(what, size, limit, "bytes", path) : null;
    }
}
