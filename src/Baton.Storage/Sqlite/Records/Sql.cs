using System.Text;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// A statement being put together: text from this program only, values only as parameters, so that nothing an agent wrote
/// is ever read as SQL.
/// </summary>
internal sealed class Sql
{
    private readonly StringBuilder _text = new(512);
    private readonly List<object?> _values = [];

    public Sql(string text, params ReadOnlySpan<object?> values) => Add(text, values);

    public Sql Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Text, and the values of the question marks in it.</summary>
    public Sql Add(string text, params ReadOnlySpan<object?> values)
    {
        _text.Append(text);
        foreach (var value in values) _values.Add(value);
        return this;
    }

    /// <summary>Another statement's text and values, and the values that it still lacks.</summary>
    public Sql Add(Sql inner)
    {
        _text.Append(inner._text);
        _values.AddRange(inner._values);
        return this;
    }

    /// <summary>A column that equals one of the values; none matches nothing.</summary>
    public Sql AddIn<T>(string column, IReadOnlyCollection<T> values)
    {
        _text.Append(column).Append(" IN (").AppendJoin(',', Enumerable.Repeat('?', values.Count)).Append(')');
        foreach (var value in values) _values.Add(value);
        return this;
    }

    /// <summary>The statement with its values bound.</summary>
    public Statement Prepare(Connection connection)
    {
        var statement = connection.Prepare(_text.ToString());
        foreach (var value in _values) Bind(statement, value);
        return statement;
    }

    /// <summary>The same statement, asking how it would run.</summary>
    public Sql Explain()
    {
        _text.Insert(0, "EXPLAIN QUERY PLAN ");
        return this;
    }

    public override string ToString() => _text.ToString();

    private static void Bind(Statement statement, object? value)
    {
        _ = value switch
        {
            null => statement.BindNull(),
            string text => statement.Bind(text),
            long number => statement.Bind(number),
            int number => statement.Bind((long)number),
            bool flag => statement.Bind(flag),
            DateTimeOffset instant => statement.Bind(instant),
            byte[] bytes => statement.Bind(bytes.AsSpan()),
            _ => throw new NotSupportedException($"{value.GetType()} is no SQL value."),
        };
    }
}
