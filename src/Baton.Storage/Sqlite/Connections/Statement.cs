using System.Text;
using SQLitePCL;

namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// A prepared statement on loan from its connection. Parameters are bound in order with the <c>Bind</c> members; disposing
/// gives it back. Text and bytes go in and come out whole, zero bytes included.
/// </summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle, bool keep) : IDisposable
{
    /// <summary>Characters of a text that is not worth an array; each is at most three bytes of UTF-8.</summary>
    private const int MostOnStack = 128;
    private int _next = 1;

    public bool InUse { get; private set; }

    public long LastUse { get; private set; }

    public Statement Bind(long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, _next++, value));
        return this;
    }

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(double? value)
    {
        if (value is not { } number) return BindNull();
        connection.Check(raw.sqlite3_bind_double(handle, _next++, number));
        return this;
    }

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    /// <summary>An instant as UTC ticks of 100 ns, which keeps it exactly.</summary>
    public Statement Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);

    public Statement Bind(string? value)
    {
        if (value is null) return BindNull();
        Span<byte> room = stackalloc byte[MostOnStack * 3];
        connection.Check(value.Length switch
        {
            0 => raw.sqlite3_bind_text(handle, _next++, string.Empty),
            <= MostOnStack => raw.sqlite3_bind_text(handle, _next++, room[..Encoding.UTF8.GetBytes(value, room)]),
            _ => raw.sqlite3_bind_text(handle, _next++, Encoding.UTF8.GetBytes(value)),
        });
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        connection.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, _next++, 0)
            : raw.sqlite3_bind_blob(handle, _next++, value));
        return this;
    }

    public Statement BindNull()
    {
        connection.Check(raw.sqlite3_bind_null(handle, _next++));
        return this;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        throw connection.Error(result);
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int32(int column) => raw.sqlite3_column_int(handle, column);

    public bool Bool(int column) => Int32(column) != 0;

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public double? NullableDouble(int column) => IsNull(column) ? null : Double(column);

    public DateTimeOffset Instant(int column) => new(Int64(column), TimeSpan.Zero);

    public DateTimeOffset? NullableInstant(int column) => IsNull(column) ? null : Instant(column);

    /// <summary>The bytes of a text or blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? NullableText(int column) => IsNull(column) ? null : Text(column);

    public void Dispose()
    {
        raw.sqlite3_reset(handle);
        raw.sqlite3_clear_bindings(handle);
        _next = 1;
        InUse = false;
        if (!keep) Close();
    }

    internal void Lend(long use)
    {
        InUse = true;
        LastUse = use;
    }

    internal void Close() => handle.Dispose();
}
