using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Vault;

namespace Baton.Memory.Tests.Vault;

/// <summary>Where a record's file lies, made of the record alone, and never outside its folder on any system.</summary>
public sealed class VaultPathTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 23, 5, 59, TimeSpan.Zero);
    private static readonly Provenance By = new("g", "ada", null, null, null, "r", "o");
    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9"];

    /// <summary>Devices of Windows, in any case, with any extension or trailing blanks, and those written with superscript digits.</summary>
    public static TheoryData<string> DeviceNames()
    {
        var names = new TheoryData<string>();
        foreach (var device in Devices)
        {
            names.Add(device);
            names.Add(device.ToLowerInvariant());
            names.Add(device + ".txt");
            names.Add(device + ".tar.gz");
            names.Add(device + " ");
            names.Add(device + " .md");
        }
        foreach (var other in (string[])["CONIN$", "CONOUT$", "COM\u00b9", "com\u00b2", "LPT\u00b3.txt", "nul:", "aux:stream"]) names.Add(other);
        return names;
    }

    [Theory, MemberData(nameof(DeviceNames))]
    public void Encode_ADeviceOfWindows_IsNoDevice(string name)
    {
        var encoded = VaultNames.Encode(name);
        var stem = encoded.Split('.')[0].TrimEnd();
        Devices.ShouldNotContain(stem, StringComparer.OrdinalIgnoreCase);
        encoded.ShouldAllBe(letter => char.IsAscii(letter) && letter != '$' && letter != ':' && letter != ' ');
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("a:b", "a%3Ab")]
    [InlineData("a*b?c", "a%2Ab%3Fc")]
    [InlineData("a\"b<c>d|e", "a%22b%3Cc%3Ed%7Ce")]
    [InlineData("a b", "a%20b")]
    [InlineData(".", "%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData("...", "%2E.%2E")]
    [InlineData("~", "%7E")]
    [InlineData("%2E", "%252E")]
    [InlineData("-rf", "-rf")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("\u00e9", "%C3%A9")]
    [InlineData("e\u0301", "e%CC%81")]
    [InlineData("😀", "%F0%9F%98%80")]
    public void Encode_WhatFileSystemsReadOtherwise_IsPercentEncoded(string text, string name) => VaultNames.Encode(text).ShouldBe(name);

    [Fact]
    public void Encode_OneLetterInTwoForms_IsTwoNames()
        => VaultNames.Encode("caf\u00e9").ShouldNotBe(VaultNames.Encode("cafe\u0301"));

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(200)]
    public void Encode_PlainLetters_AreCutAboveAHundred(int length)
    {
        var name = VaultNames.Encode(new string('x', length));
        name.Length.ShouldBeLessThanOrEqualTo(100);
        name.Contains('~').ShouldBe(length > 100);
        if (length > 100) name.ShouldMatch("^x{86}~[0-9a-f]{12}$");
    }

    [Fact]
    public void Of_AHandoff_IsProjectTopicAndDay_ThenWithTheMinute_ThenWithTheId()
        => VaultPaths.Of(Handoff("web", "login")).ShouldBe(
        [
            "handoffs/web-login-2026-03-01.md",
            "handoffs/web-login-2305-2026-03-01.md",
            "handoffs/web-login-h_01J00000000000000000000000-2026-03-01.md",
        ]);

    [Fact]
    public void Of_AHandoff_IsOfTheDayInUtc()
        => VaultPaths.Of(Handoff("p", "k") with { CreatedAt = new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.FromHours(3)) })[1].ShouldBe("handoffs/p-k-2230-2026-03-01.md");

    [Theory]
    [InlineData("web", "port", "memories/web/port.md", "memories/web/port-m_1.md")]
    [InlineData("a/../b", "../x", "memories/a%2F..%2Fb/%2E.%2Fx.md", "memories/a%2F..%2Fb/%2E.%2Fx-m_1.md")]
    [InlineData("nul", "con", "memories/%6Eul/%63on.md", "memories/%6Eul/%63on-m_1.md")]
    [InlineData("..", ".git", "memories/%2E%2E/%2Egit.md", "memories/%2E%2E/%2Egit-m_1.md")]
    public void Of_AMemoryWithAKey_IsProjectAndKey_ThenWithTheId(string project, string key, string first, string second)
        => VaultPaths.Of(Memory(project, key)).ShouldBe([first, second]);

    [Fact]
    public void Of_AMemoryWithoutAKey_IsItsId() => VaultPaths.Of(Memory("web", null)).ShouldBe(["memories/web/m_1.md"]);

    [Fact]
    public void Of_TheLongestNames_StaysUnderWhatFileSystemsTake()
    {
        var longest = new string('日', 200);
        foreach (var path in VaultPaths.Of(Handoff(longest, longest)).Concat(VaultPaths.Of(Memory(longest, longest))))
        {
            path.Split('/').ShouldAllBe(part => part.Length <= 255);
        }
    }

    [Theory]
    [InlineData("handoffs/x.md", true)]
    [InlineData("x.MD", false)]
    [InlineData("x.md~", false)]
    [InlineData("x.txt", false)]
    [InlineData(".md", true)]
    public void IsDocument_IsByTheEndOfItsName(string path, bool document) => VaultPaths.IsDocument(path).ShouldBe(document);

    private static Handoff Handoff(string project, string key)
        => new() { Id = "h_01J00000000000000000000000", Key = key, Project = project, Version = 1, Summary = "s", CreatedAt = Made, SavedAt = Made, UpdatedAt = Made, By = By, CreatedBy = By };

    private static MemoryRecord Memory(string project, string? key) => new()
    {
        Id = "m_1", Key = key, Project = project, Version = 1, Type = "fact", Content = "c", Visibility = Visibility.Project, Owner = "ada", Layer = MemoryLayer.Stated,
        CreatedAt = Made, UpdatedAt = Made, By = By, CreatedBy = By,
    };
}
