using System.Security.Cryptography;
using Baton.Memory.Archives;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Archives;

public sealed class ResumableSha256Tests
{
    [Fact]
    public void Current_CutAndResumedAnywhere_IsTheFrameworksHash()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonNegativeInt[]>(), (bytes, cuts) =>
        {
            var whole = Enumerable.Repeat(bytes, 7).SelectMany(part => part).ToArray();
            var places = cuts.Select(cut => whole.Length == 0 ? 0 : cut.Get % (whole.Length + 1)).Append(whole.Length).Order();
            var (state, done) = (Array.Empty<byte>(), 0);
            var hash = ResumableSha256.Resume(state, 0);
            foreach (var place in places)
            {
                hash = ResumableSha256.Resume(state, done);
                hash.Append(whole.AsSpan(done..place));
                hash.Current().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(whole.AsSpan(0, place))));
                (state, done) = (hash.Save(), place);
            }
        }).Check(Repeatable.Config);

    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(119)]
    [InlineData(1 << 20)]
    public void Current_AtTheBordersOfBlocks_IsTheFrameworksHash(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var hash = ResumableSha256.Resume(default, 0);
        hash.Append(bytes);
        hash.Current().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData(32, 1)]
    [InlineData(33, 0)]
    [InlineData(0, 5)]
    [InlineData(40, 9)]
    public void Resume_AStateOfAnotherLength_IsRefused(int state, long length)
        => Should.Throw<FormatException>(() => ResumableSha256.Resume(new byte[state], length));
}
