using Baton.Storage.Tests.Contract;

namespace Baton.Storage.Tests.Sqlite;

public sealed class SqliteVersionTests() : VersionContract(new SqliteFixture());

public sealed class SqliteScopeTests() : ScopeContract(new SqliteFixture());

public sealed class SqliteListTests() : ListContract(new SqliteFixture());

public sealed class SqliteSearchTests() : SearchContract(new SqliteFixture());

public sealed class SqliteVectorTests() : VectorContract(new SqliteFixture());

public sealed class SqliteRelatedTests() : RelatedContract(new SqliteFixture());

public sealed class SqliteAgentTests() : AgentContract(new SqliteFixture());

public sealed class SqliteRecentTests() : RecentContract(new SqliteFixture());

public sealed class SqliteTransactionTests() : TransactionContract(new SqliteFixture());

public sealed class SqlitePredicatePropertyTests() : PredicatePropertyContract(new SqliteFixture());

public sealed class SqliteWriteLogTests() : WriteLogContract(new SqliteFixture());

public sealed class SqliteKeyTests() : KeyContract(new SqliteFixture());

public sealed class SqliteFilterPropertyTests() : FilterPropertyContract(new SqliteFixture());

public sealed class SqliteScanTests() : ScanContract(new SqliteFixture());

public sealed class SqliteSegmentTests() : SegmentContract(new SqliteFixture());
