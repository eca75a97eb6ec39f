using Baton.Memory.Search.Terms;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Search.Terms;

public sealed class TermScannerTests
{
    [Theory]
    [InlineData("She's running; they don't run.", "she run thei don run")]
    [InlineData("src/Edge/Http.cs", "src edg http cs src/edge/http.cs")]
    [InlineData("parse_http_header", "pars http header parse_http_header")]
    [InlineData("parseHttpHeader", "parsehttphead pars http header")]
    [InlineData("HTTPServer2", "httpserver2 http server")]
    [InlineData("error404 E_CONN_4021", "error404 e conn 4021 error 404 e_conn_4021")]
    [InlineData("see #123, C# and C++", "see 123 c and c #123 c# c++")]
    [InlineData("https://a.example/x", "http a exampl x https://a.example/x")]
    [InlineData("9fceb02d0ae598", "9fceb02d0ae598 fceb 02 ae 598")]
    [InlineData("a@b.c -x- ...", "a b c x a@b.c")]
    [InlineData("café Straße Łódź Ørsted", "cafe strass lodz orst café straße łódź ørsted")]
    [InlineData("Привет, ёлка и край", "привет елка и край ёлка")]
    [InlineData("Ἀθῆναι λόγος ΛΟΓΟΣ", "αθηναι λογοσ λογοσ ἀθῆναι λόγος")]
    [InlineData("設計書", "設計 計書 設 計 書")]
    [InlineData("設", "設")]
    [InlineData("ヿ", "コト コ ト")]
    [InlineData("データベースを使う", "デー ータ タベ ベー ース スを を使 使う デ ー タ ベ ー ス を 使 う")]
    [InlineData("데이터", "데이 이터 데 이 터")]
    [InlineData("ภาษาไทย", "ภา าษ ษา าไ ไท ทย ภ า ษ า ไ ท ย")]
    [InlineData("BatonメモリX", "baton メモ モリ x メ モ リ")]
    [InlineData("🙂 ... !?", "")]
    [InlineData("", "")]
    public void Of_Text_GivesWordsThenOtherSpellings(string text, string terms) => IndexTerms.Of(text, out _).TrimEnd().ShouldBe(terms);

    [Theory]
    [InlineData("the gearbox of Tractor", "the gearbox of tractor")]
    [InlineData("parse_header", "parse_header")]
    [InlineData(" C# ", "c#")]
    [InlineData("open parse_header now", "open pars header now")]
    [InlineData("!!", "")]
    public void Phrase_Text_IsWhatStandsInARow(string text, string phrase) => IndexTerms.Phrase(text).ShouldBe(phrase);

    [Theory]
    [InlineData("plain words only", "")]
    [InlineData("parseHttpHeader in src/a.cs", "parsehttpheader src/a.cs")]
    [InlineData("deadbeefdeadbeefdeadbeef", "deadbeefdeadbeefdeadbeef")]
    [InlineData("E1234 E1234", "e1234")]
    public void Identifiers_Text_AreWhatIsLookedForByPieces(string text, string identifiers) => IndexTerms.Identifiers(text).ShouldBe(identifiers);

    [Fact]
    public void Of_EveryText_EndsAndItsTermsAreFoundByThemselves()
        => Prop.ForAll<string>(text =>
        {
            var terms = IndexTerms.Of(text ?? "", out var words);
            words.ShouldBeLessThanOrEqualTo((text ?? "").Length);
            terms.ShouldNotContain("\0");
        }).Check(Repeatable.Config);

    [Fact]
    public void Of_BrokenSurrogatesAndLongRuns_AreHarmless()
    {
        IndexTerms.Of("a\uD800b \uDC00 設\uD842", out _).ShouldBe("a b 設 ");
        IndexTerms.Of(new string('x', 100_000), out var words).TrimEnd().Length.ShouldBe(WordTerms.MaxWord);
        words.ShouldBe(1);
        IndexTerms.Of(new string('é', 5000), out _).Length.ShouldBeLessThan(600);
        IndexTerms.Of(string.Join('/', Enumerable.Repeat("ab", 500)), out words).ShouldNotContain("/");
        words.ShouldBe(500);
    }

    [Theory]
    [InlineData("the", true)]
    [InlineData("please", true)]
    [InlineData("tractor", false)]
    public void StopWords_Word_IsKnownOrNot(string word, bool known) => StopWords.Contains(word).ShouldBe(known);
}
