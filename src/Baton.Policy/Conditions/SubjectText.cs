using System.Buffers;
using System.Text;
using Baton.Policy.Documents;

namespace Baton.Policy.Conditions;

/// <summary>The characters of a string subject, decoded and normalised into a buffer of the caller's or a rented one.</summary>
internal ref struct SubjectText
{
    private char[]? _rented;

    public SubjectText(in Subject subject, TextForm form, Span<char> buffer)
    {
        if (subject.IsFact)
        {
            Span = subject.FactText;
        }
        else
        {
            var bytes = subject.View.Raw.Length;
            if (bytes > buffer.Length) buffer = _rented = ArrayPool<char>.Shared.Rent(bytes);
            Span = buffer[..subject.View.CopyString(buffer)];
        }
        if (form == TextForm.Nfkc && !System.Text.Ascii.IsValid(Span)) Span = Span.ToString().Normalize(NormalizationForm.FormKC);
    }

    public ReadOnlySpan<char> Span { get; }

    public void Dispose()
    {
        if (_rented is null) return;
        ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
    }
}
