using System.Reflection;
using System.Text.Json;

namespace Baton.Memory.Search.Ranking;

/// <summary>
/// How much each sign counts, from the one versioned file <c>weights.json</c>; <c>explain</c> prints it. Additive weights are
/// shares of the best textual score, which is 1.
/// </summary>
internal sealed record RankingWeights
{
    /// <summary>The weights in force.</summary>
    public static RankingWeights Current { get; } = Load();

    /// <summary>Changes whenever a weight does.</summary>
    public required int Version { get; init; }

    /// <summary>BM25's k1: how soon more of the same term stops counting.</summary>
    public required double Saturation { get; init; }

    /// <summary>BM25's b: how much a long text must pay for its length.</summary>
    public required double LengthPenalty { get; init; }

    /// <summary>An occurrence in the title, counted in occurrences in the text.</summary>
    public required double Title { get; init; }

    /// <summary>An occurrence among tags, names and identifiers, counted in occurrences in the text.</summary>
    public required double Keyword { get; init; }

    /// <summary>An occurrence in the record just before in the same thread.</summary>
    public required double Previous { get; init; }

    /// <summary>An occurrence in the record just after in the same thread.</summary>
    public required double Next { get; init; }

    /// <summary>An occurrence two places before.</summary>
    public required double SecondPrevious { get; init; }

    /// <summary>An occurrence two places after.</summary>
    public required double SecondNext { get; init; }

    /// <summary>Most occurrences of one term that a neighbour lends.</summary>
    public required double NeighbourCap { get; init; }

    /// <summary>Share of the textual score that depends on how much of the question was matched at all.</summary>
    public required double Coverage { get; init; }

    /// <summary>For the thread that holds the best records as a whole.</summary>
    public required double Thread { get; init; }

    /// <summary>How many of a thread's best records speak for it.</summary>
    public required int ThreadTop { get; init; }

    /// <summary>For the time the question names.</summary>
    public required double Date { get; init; }

    /// <summary>For the author or tag the question names.</summary>
    public required double Label { get; init; }

    /// <summary>Taken from a record that itself only asks.</summary>
    public required double Question { get; init; }

    /// <summary>For a figure or a time where the question asks when or how many.</summary>
    public required double Figure { get; init; }

    /// <summary>For a quoted phrase that stands there word for word.</summary>
    public required double Phrase { get; init; }

    /// <summary>For a piece of an identifier found inside a longer one.</summary>
    public required double Piece { get; init; }

    /// <summary>For likeness of meaning, when vectors are configured.</summary>
    public required double Meaning { get; init; }

    /// <summary>Likeness that unrelated texts have too; only what lies above counts.</summary>
    public required double MeaningFloor { get; init; }

    /// <summary>Share of the whole score that a pin adds.</summary>
    public required double Pinned { get; init; }

    /// <summary>Share of the whole score by which the newest gains and the oldest loses.</summary>
    public required double Recency { get; init; }

    /// <summary>Days after which recency is halved, by type; an empty name for every other type.</summary>
    public required IReadOnlyDictionary<string, double> RecencyHalfLife { get; init; }

    /// <summary>Share of the whole score by which importance and the layer of trust move it.</summary>
    public required double Trust { get; init; }

    /// <summary>Share of the whole score taken from what is no longer true, when no moment was asked for.</summary>
    public required double Ended { get; init; }

    /// <summary>The file itself, as UTF-8 JSON.</summary>
    public static byte[] File()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Baton.Memory.Search.Ranking.weights.json")
            ?? throw new InvalidOperationException("The ranking weights are not embedded.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Read member by member: a serializer would cost a process that only searches once more than the search.</summary>
    private static RankingWeights Load()
    {
        using var document = JsonDocument.Parse(File());
        var members = document.RootElement;
        JsonElement Member(string name) => members.GetProperty(name);
        return new RankingWeights
        {
            Version = Member("version").GetInt32(),
            Saturation = Member("saturation").GetDouble(),
            LengthPenalty = Member("length_penalty").GetDouble(),
            Title = Member("title").GetDouble(),
            Keyword = Member("keyword").GetDouble(),
            Previous = Member("previous").GetDouble(),
            Next = Member("next").GetDouble(),
            SecondPrevious = Member("second_previous").GetDouble(),
            SecondNext = Member("second_next").GetDouble(),
            NeighbourCap = Member("neighbour_cap").GetDouble(),
            Coverage = Member("coverage").GetDouble(),
            Thread = Member("thread").GetDouble(),
            ThreadTop = Member("thread_top").GetInt32(),
            Date = Member("date").GetDouble(),
            Label = Member("label").GetDouble(),
            Question = Member("question").GetDouble(),
            Figure = Member("figure").GetDouble(),
            Phrase = Member("phrase").GetDouble(),
            Piece = Member("piece").GetDouble(),
            Meaning = Member("meaning").GetDouble(),
            MeaningFloor = Member("meaning_floor").GetDouble(),
            Pinned = Member("pinned").GetDouble(),
            Recency = Member("recency").GetDouble(),
            RecencyHalfLife = Member("recency_half_life").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetDouble(), StringComparer.Ordinal),
            Trust = Member("trust").GetDouble(),
            Ended = Member("ended").GetDouble(),
        };
    }
}
