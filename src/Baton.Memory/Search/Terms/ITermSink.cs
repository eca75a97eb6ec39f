namespace Baton.Memory.Search.Terms;

/// <summary>Receives the terms of a text. A term is valid only during the call.</summary>
internal interface ITermSink
{
    /// <summary>Whether English words come as their stems; sinks that only compare texts with each other do without.</summary>
    bool Stems { get; }

    /// <summary>Whether words and their parts that begin with these letters matter: what nobody asks for need not be stemmed.</summary>
    /// <param name="first">The first letter, in lower case; a stem keeps it.</param>
    /// <param name="second">The second letter, in lower case, or 0 in a word of one letter; a stem of two letters or more keeps it.</param>
    bool Wants(char first, char second);

    /// <param name="kind">What the term is of the text.</param>
    /// <param name="term">The term as it is indexed.</param>
    /// <param name="start">Where in the text it stands, in UTF-16 units.</param>
    /// <param name="length">How much of the text it stands for.</param>
    void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length);
}

/// <summary>What a term is of the text it came from.</summary>
internal enum TermKind
{
    /// <summary>A word, stemmed when it is English, or a pair of letters of a script without spaces; in the order of the text.</summary>
    Word,

    /// <summary>An identifier as a whole: a path, <c>snake_case</c>, <c>#123</c>, <c>a.b.c</c>.</summary>
    Whole,

    /// <summary>A part of a word: of <c>camelCase</c>, or letters or digits of a mixed word.</summary>
    Part,

    /// <summary>A single letter of a script without spaces.</summary>
    Letter,

    /// <summary>A word with its accents.</summary>
    Accented,
}
