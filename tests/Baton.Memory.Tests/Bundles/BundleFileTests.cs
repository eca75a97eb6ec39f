using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Bundles;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tests.Bundles;

/// <summary>A bundle's file: what it says of itself, and in which words a file that is none, or another's, is refused.</summary>
public sealed class BundleFileTests
{
    private const string Again = "Nothing was read from it. Ask for it again.";
    private const string Changed = "The bundle's signature does not fit: it was changed after it was signed, or is damaged.";
    private static readonly BundleKey Alice = Key("alice");
    private static readonly BundleKey Bob = Key("bob");
    private static readonly byte[] Contents = "the contents\r\n🔑"u8.ToArray();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_HasTheFiveParts_InTheirOrder(bool encrypted)
    {
        var file = JsonDocument.Parse(BundleFile.Write(Alice, encrypted ? Bob.Identity : null, Contents)).RootElement;
        string[] members = encrypted ? ["baton_bundle", "signer", "recipient", "contents", "signature"] : ["baton_bundle", "signer", "contents", "signature"];
        file.EnumerateObject().Select(member => member.Name).ShouldBe(members);
        (file.GetProperty("baton_bundle").GetInt32(), file.GetProperty("signer").GetString()).ShouldBe((1, Alice.Identity.ToString()));
        file.GetProperty("signature").GetBytesFromBase64().Length.ShouldBe(64);
        file.GetProperty("contents").GetBytesFromBase64().SequenceEqual(Contents).ShouldBe(!encrypted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OfWhatWasWritten_GivesTheContents(bool encrypted)
        => BundleFile.Read(BundleFile.Write(Alice, encrypted ? Bob.Identity : null, Contents), Bob, Alice.Identity).Value.ShouldBe(Contents);

    [Theory]
    [InlineData("signer", "null", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("signer", "7", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("signer", "\"\"", "The bundle cannot be read: its signer is no key.")]
    [InlineData("signer", "\"baton1-AAAA\"", "The bundle cannot be read: its signer is no key.")]
    [InlineData("recipient", "7", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("recipient", "\"somebody\"", Changed)]
    [InlineData("contents", "null", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("contents", "\"!!\"", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("contents", "\"\"", Changed)]
    [InlineData("signature", "null", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("signature", "[]", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("signature", "\"\"", Changed)]
    [InlineData("signature", "\"AAAA\"", Changed)]
    [InlineData("baton_bundle", "\"1\"", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("baton_bundle", "1e99", "The bundle cannot be read: it is cut off or no bundle.")]
    [InlineData("baton_bundle", "null", "The bundle cannot be read: it is cut off or no bundle.")]
    public void Read_WithAnotherPart_IsRefusedInTheseWords(string member, string value, string message)
    {
        var file = JsonNode.Parse(BundleFile.Write(Alice, null, Contents))!.AsObject();
        file[member] = JsonNode.Parse(value);
        var failure = BundleFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), Bob, Alice.Identity).Failure.ShouldNotBeNull();
        (failure.Code, failure.Message, failure.Hint).ShouldBe((FailureCode.Invalid, message, Again));
    }

    [Theory]
    [InlineData("signer")]
    [InlineData("contents")]
    [InlineData("signature")]
    public void Read_WithoutAPart_IsRefused(string member)
    {
        var file = JsonNode.Parse(BundleFile.Write(Alice, null, Contents))!.AsObject();
        file.Remove(member);
        BundleFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), Bob, Alice.Identity).Failure.ShouldNotBeNull().Message.ShouldBe("The bundle cannot be read: it is cut off or no bundle.");
    }

    [Theory]
    [InlineData("0", "The bundle has format 0; this Baton reads 1.")]
    [InlineData("2", "The bundle has format 2; this Baton reads 1.")]
    public void Read_OfAnotherFormat_SaysWhich(string format, string message)
    {
        var failure = BundleFile.Read(Encoding.UTF8.GetBytes($"{{\"baton_bundle\":{format}}}"), Bob, Alice.Identity).Failure.ShouldNotBeNull();
        (failure.Message, failure.Hint).ShouldBe((message, "Use a newer Baton."));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"baton_bundle\"")]
    [InlineData("{\"Baton_bundle\":1}")]
    [InlineData("{\"type\":\"handoff\"}")]
    public void Read_OfOtherJson_SaysHowBundlesAreMade(string json)
    {
        var failure = BundleFile.Read(Encoding.UTF8.GetBytes(json), Bob, Alice.Identity).Failure.ShouldNotBeNull();
        (failure.Message, failure.Hint).ShouldBe(("The file is no handoff bundle.", "Bundles are made with baton handoff bundle."));
    }

    /// <summary>To claim to have signed it, to take the encryption off or to address it anew needs the signer's key.</summary>
    [Theory]
    [InlineData("signer")]
    [InlineData("recipient")]
    [InlineData("no recipient")]
    public void Read_WithAnotherNameInIt_DoesNotFitItsSignature(string member)
    {
        var file = JsonNode.Parse(BundleFile.Write(Alice, Bob.Identity, Contents))!.AsObject();
        if (member == "no recipient") file.Remove("recipient");
        else file[member] = Key("eve").Identity.ToString();
        BundleFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), Bob, null).Failure.ShouldNotBeNull().Message.ShouldBe(Changed);
    }

    [Fact]
    public void Read_ForAnotherKey_NamesBoth()
    {
        var failure = BundleFile.Read(BundleFile.Write(Alice, Bob.Identity, Contents), Alice, Alice.Identity).Failure.ShouldNotBeNull();
        (failure.Code, failure.Message, failure.Hint).ShouldBe((FailureCode.Forbidden,
            $"The bundle is encrypted to {Bob.Identity}; the key here is {Alice.Identity}.", "Open it where that key is, or have it made for the key here."));
    }

    [Fact]
    public void Read_FromAnotherSigner_IsForbidden_BeforeAnythingIsDecrypted()
    {
        var failure = BundleFile.Read(BundleFile.Write(Alice, Key("eve").Identity, Contents), Bob, Bob.Identity).Failure.ShouldNotBeNull();
        (failure.Code, failure.Message).ShouldBe((FailureCode.Forbidden, $"The bundle is signed by {Alice.Identity}, not by who was expected."));
    }

    [Fact]
    public void Read_WithAnUnknownMemberBeside_IsRead()
    {
        var file = JsonNode.Parse(BundleFile.Write(Alice, null, Contents))!.AsObject();
        file["note"] = "for later";
        BundleFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), Bob, Alice.Identity).Value.ShouldBe(Contents);
    }

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));
}
