using System.Text;
using System.Text.Json;
using Baton.Gateway.Audit;

namespace Baton.Gateway.Tests.Audit;

/// <summary>What a server says of its failure goes into the log only so far, in whole characters, and says so.</summary>
public sealed class AuditTextTests
{
    [Theory]
    [InlineData("x", 2048, 2048, "")]
    [InlineData("x", 2049, 2048, "… (cut: 2049 bytes in all)")]
    [InlineData("x", 1_500_000, 2048, "… (cut: 1500000 bytes in all)")]
    [InlineData("é", 1024, 1024, "")]
    [InlineData("é", 1025, 1024, "… (cut: 2050 bytes in all)")]
    [InlineData("日", 682, 682, "")]
    [InlineData("日", 683, 682, "… (cut: 2049 bytes in all)")]
    [InlineData("😀", 512, 512, "")]
    [InlineData("😀", 513, 512, "… (cut: 2052 bytes in all)")]
    [InlineData("a😀", 500, 409, "a… (cut: 2500 bytes in all)")]
    public void Write_MessageOfARow_IsBoundedInWholeCharacters(string piece, int times, int kept, string mark)
    {
        var entry = new AuditEntry { Kind = AuditKind.Outcome, Outcome = "allow", Message = string.Concat(Enumerable.Repeat(piece, times)) };

        using var row = JsonDocument.Parse(AuditBody.Write(entry));

        row.RootElement.GetProperty("message").GetString().ShouldBe(string.Concat(Enumerable.Repeat(piece, kept)) + mark);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    public void Cut_ShortText_IsItself(string? text) => AuditText.Cut(text).ShouldBe(text);

    [Fact]
    public void Cut_HalfACharacter_IsNotLookedFor()
        => Encoding.UTF8.GetByteCount(AuditText.Cut(new string('\ud83d', 3000))!).ShouldBeLessThan(2048 + 40);
}
