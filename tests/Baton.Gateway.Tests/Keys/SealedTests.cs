using System.Text;
using Baton.Gateway.Keys;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Keys;

public sealed class SealedTests
{
    private static readonly byte[] Key = KeyMaterial.New().Derive("test");
    private static readonly byte[] Place = Encoding.ASCII.GetBytes("servers/a");

    [Fact]
    public void Open_OfWhatWasClosed_GivesItBack()
        => Prop.ForAll<byte[]>(text => Sealed.Open(Key, Sealed.Close(Key, text, Place), Place).AsSpan().SequenceEqual(text))
            .Check(Repeatable.Config);

    [Fact]
    public void Open_AnyBitChanged_IsNull()
    {
        var box = Sealed.Close(Key, "secret"u8, Place);
        for (var place = 0; place < box.Length; place++)
        {
            box[place] ^= 1;
            Sealed.Open(Key, box, Place).ShouldBeNull();
            box[place] ^= 1;
        }
    }

    [Fact]
    public void Open_AtAnotherPlace_IsNull() => Sealed.Open(Key, Sealed.Close(Key, "secret"u8, Place), "servers/b"u8).ShouldBeNull();

    [Fact]
    public void Open_TooShort_IsNull() => Sealed.Open(Key, new byte[27]).ShouldBeNull();
}
