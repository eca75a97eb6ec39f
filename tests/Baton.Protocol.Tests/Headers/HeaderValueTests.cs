using Baton.Protocol.Headers;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Headers;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("us-west1", "us-west1")]
    [InlineData("us west 1", "us west 1")]
    [InlineData("Hello, 世界", "=?base64?SGVsbG8sIOS4lueVjA==?=")]
    [InlineData(" padded ", "=?base64?IHBhZGRlZCA=?=")]
    [InlineData("line1\nline2", "=?base64?bGluZTEKbGluZTI=?=")]
    [InlineData("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=")]
    public void Encode_IsAsTheSpecificationShows(string text, string expected)
    {
        HeaderValue.Encode(text).ShouldBe(expected);
        HeaderValue.Decode(expected).ShouldBe(text);
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("a\u0001")]
    [InlineData("=?base64?****?=")]
    [InlineData("=?base64?/w==?=")]
    public void Decode_WhatNoHeaderMayHold_IsNull(string value) => HeaderValue.Decode(value).ShouldBeNull();

    [Fact]
    public void Encode_AnyText_ComesBack()
        => Prop.ForAll<NonNull<string>>(text =>
        {
            var clean = new string([.. text.Get.Where(character => !char.IsSurrogate(character))]);
            return HeaderValue.Decode(HeaderValue.Encode(clean)) == clean;
        }).Check(Repeatable.Config);
}
