using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditKeysTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("""{"amount":500}""");
    private readonly AuditKeys _keys = new(KeyMaterial.New());

    [Fact]
    public void Digest_OfEqualText_IsEqualAndDependsOnTheKey()
    {
        _keys.Digest(Text).ShouldBe(_keys.Digest(Text));
        new AuditKeys(KeyMaterial.New()).Digest(Text).ShouldNotBe(_keys.Digest(Text));
    }

    [Fact]
    public void Decrypt_OfWhatWasEncrypted_GivesItBack()
    {
        var first = _keys.Encrypt(Text);

        _keys.Decrypt(first).ShouldBe(Text);
        _keys.Encrypt(Text).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    public void Decrypt_OfNonsense_IsNull(string text) => _keys.Decrypt(text).ShouldBeNull();

    [Fact]
    public void Decrypt_WithAnotherKey_IsNull() => new AuditKeys(KeyMaterial.New()).Decrypt(_keys.Encrypt(Text)).ShouldBeNull();

    [Fact]
    public void Id_OfEqualKeys_IsEqual_OfOthersDiffers()
    {
        var material = KeyMaterial.New();

        new AuditKeys(material).Id.ShouldBe(new AuditKeys(material).Id);
        new AuditKeys(material).Id.ShouldNotBe(_keys.Id);
    }
}
