using Baton.Memory.Outcomes;

namespace Baton.Memory.Tests.Server;

public sealed class OutcomeTests
{
    [Fact]
    public void Of_AValue_HasItAndNoFailure()
    {
        Outcome<string?> outcome = (string?)null;
        (outcome.Succeeded, outcome.Failure, outcome.Value).ShouldBe((true, null, null), "null is a value like another");
        Outcome<int> number = 7;
        number.TryGet(out var value, out var failure).ShouldBeTrue();
        (value, failure).ShouldBe((7, null));
    }

    [Fact]
    public void Of_AFailure_HasNoValueToAskFor()
    {
        Outcome<int> outcome = Fail.NotFound("No such thing.", "/id");
        outcome.Succeeded.ShouldBeFalse();
        outcome.TryGet(out var value, out var failure).ShouldBeFalse();
        (value, failure!.Code, failure.Path).ShouldBe((0, "not_found", "/id"));
        Should.Throw<InvalidOperationException>(() => outcome.Value).Message.ShouldBe("No value: not_found: No such thing.");
    }

    [Theory]
    [InlineData("", 0, false)]
    [InlineData("abc", 3, false)]
    [InlineData("abcd", 3, true)]
    [InlineData("é", 2, false)]
    [InlineData("é", 1, true)]
    [InlineData("😀", 4, false)]
    [InlineData("😀", 3, true)]
    public void IfOver_AText_IsMeasuredInUtf8Bytes(string text, long limit, bool isOver)
        => (Fail.IfOver("title", text, limit, "/title") is not null).ShouldBe(isOver);

    [Fact]
    public void TooLarge_SaysWhatItsSizeTheLimitAndTheUnit()
    {
        var failure = Fail.TooLarge("body", 41, 40, "bytes", "/body", "Split it.");
        failure.ShouldBe(new Failure("too_large", "body has 41 bytes; the limit is 40.") { Path = "/body", Limit = 40, Hint = "Split it." });
    }

    /// <summary>Programs rely on these words.</summary>
    [Fact]
    public void Codes_AreThoseThatClientsKnow()
        => typeof(FailureCode).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order().ShouldBe(
            ["ambiguous_id", "bad_cursor", "claimed", "confirm_required", "duplicate", "expired", "forbidden", "invalid", "not_found", "stale_version", "store_unavailable", "too_large"]);
}
