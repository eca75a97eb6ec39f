using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Vault;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Vault;

public sealed class VaultDocumentTests
{
    [Fact]
    public void Read_WhatWasWritten_GivesEveryTextBack()
        => Check.One(Repeatable.Config, Prop.ForAll(ArbMap.Default.ArbFor<UnicodeString>(), ArbMap.Default.ArbFor<UnicodeString[]>(), (title, items) =>
        {
            var list = items.Select(item => Clean(item.Get)).ToImmutableArray();
            var body = Encoding.UTF8.GetBytes(Clean(title.Get) + "\r\n---\nhash: x\n");
            var read = VaultDocument.Read(VaultDocument.Write(Fields(Clean(title.Get), list), body))!;
            return !read.IsEdited && read.Id == "h_1" && read.Version == 7 && read.Fields.Text("title") == Clean(title.Get)
                && read.Fields.Items("tags").SequenceEqual(list) && read.Body.Span.SequenceEqual(body);
        }));

    [Theory]
    [InlineData("old", "new")]
    [InlineData("body", "body ")]
    [InlineData("  - one\n", "")]
    [InlineData("version: 7", "version: 8")]
    public void Read_AnythingChanged_IsEdited(string from, string to)
    {
        var file = Encoding.UTF8.GetString(VaultDocument.Write(Fields("old", ["one", "two"]), "body\n"u8));
        VaultDocument.Read(Encoding.UTF8.GetBytes(file.Replace(from, to)))!.IsEdited.ShouldBeTrue();
    }

    [Fact]
    public void Read_AsAnEditorWrites_UnderstandsPlainTextAndCrlf()
    {
        const string File = "---\r\nid: h_1\r\nversion: 3\r\ntitle: Fix the login: half done\r\ntags:\r\n- one\r\n  - \"two words\"\r\n\r\nhash: 0\r\n---\r\nbody\r\n";
        var read = VaultDocument.Read(Encoding.UTF8.GetBytes(File))!;
        read.Fields.Text("title").ShouldBe("Fix the login: half done");
        read.Fields.Items("tags").ShouldBe(["one", "two words"]);
        Encoding.UTF8.GetString(read.Body.Span).ShouldBe("body\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# Notes\n")]
    [InlineData("---\nid: h_1\nversion: 1\n")]
    [InlineData("---\nid: h_1\nversion: 1\n---\nno hash")]
    [InlineData("---\nhash: 1\n---\nno id")]
    public void Read_ForeignFile_GivesNull(string text) => VaultDocument.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Theory]
    [InlineData("title: |")]
    [InlineData("title: \"open")]
    [InlineData("title: \"a\" b")]
    [InlineData("title: [a]")]
    [InlineData("- stray")]
    [InlineData("no colon")]
    [InlineData("Title: x")]
    [InlineData("id: again")]
    [InlineData("version: x")]
    public void Read_FieldNotUnderstood_SaysSo(string line)
        => Should.Throw<FormatException>(() => VaultDocument.Read(Encoding.UTF8.GetBytes($"---\nid: h_1\n{(line.StartsWith("version") ? "" : "version: 1\n")}{line}\nhash: 0\n---\n")))
            .Message.Length.ShouldBeGreaterThan(10);

    private static FrontMatter Fields(string title, ImmutableArray<string> items)
    {
        var fields = new FrontMatter();
        fields.Add("id", "h_1");
        fields.Add("version", "7");
        fields.Add("title", title);
        fields.Add("tags", items);
        return fields;
    }

    /// <summary>Without halves of surrogate pairs, which are no text.</summary>
    private static string Clean(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
}
