using System.Text;

namespace Baton.Cli.Output;

/// <summary>Standard error, opened by the first line that is written: most runs of <c>baton stdio</c> write none.</summary>
internal sealed class LazyErrorWriter : TextWriter
{
    private StreamWriter? _writer;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Writer.Write(value);

    public override void Write(string? value) => Writer.Write(value);

    public override void WriteLine(string? value) => Writer.WriteLine(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _writer?.Dispose();
        base.Dispose(disposing);
    }

    private StreamWriter Writer
        => _writer ??= new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
}
