import initSqlJs, { type Database, type SqlValue, type Statement } from "sql.js";

type Row = Record<string, SqlValue | number[]>;

interface Answer {
  success: true;
  results: Row[];
}

/**
 * What the Worker and its tests use of D1, on an SQLite inside this process: no server that could be slow or gone. As in
 * D1, foreign keys hold, a batch is one transaction, and a failure has SQLite's own words.
 */
export class LocalDatabase {
  static async open(): Promise<LocalDatabase> {
    const { Database } = await initSqlJs();
    const sqlite = new Database();
    sqlite.run("PRAGMA foreign_keys = ON");
    return new LocalDatabase(sqlite);
  }

  private constructor(private readonly sqlite: Database) {}

  prepare(sql: string): LocalStatement {
    return new LocalStatement(this.sqlite, sql);
  }

  async batch(statements: LocalStatement[]): Promise<Answer[]> {
    execute(this.sqlite, "BEGIN");
    try {
      const answers = statements.map((statement) => statement.answer());
      execute(this.sqlite, "COMMIT");
      return answers;
    } catch (error) {
      execute(this.sqlite, "ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.sqlite.close();
  }
}

class LocalStatement {
  constructor(
    private readonly sqlite: Database,
    private readonly sql: string,
    private readonly values: SqlValue[] = [],
  ) {}

  bind(...values: unknown[]): LocalStatement {
    return new LocalStatement(this.sqlite, this.sql, values.map(toSqlite));
  }

  async first(column?: string): Promise<Row | Row[string] | null> {
    const row = this.answer().results[0] ?? null;
    if (row === null || column === undefined) {
      return row;
    }
    const value = row[column];
    if (value === undefined) {
      throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`);
    }
    return value;
  }

  async all(): Promise<Answer> {
    return this.answer();
  }

  async run(): Promise<Answer> {
    return this.answer();
  }

  answer(): Answer {
    return { success: true, results: execute(this.sqlite, this.sql, this.values) };
  }
}

/** Runs all statements of the text, which may be a whole migration, and gives the rows of the last one. */
function execute(sqlite: Database, sql: string, values: SqlValue[] = []): Row[] {
  try {
    let rows: Row[] = [];
    for (const statement of sqlite.iterateStatements(sql)) {
      rows = rowsOf(statement, values);
    }
    return rows;
  } catch (error) {
    throw new Error(`D1_ERROR: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function rowsOf(statement: Statement, values: SqlValue[]): Row[] {
  if (!takes(statement, values.length) || takes(statement, values.length + 1)) {
    throw new Error("Wrong number of parameter bindings for SQL query.");
  }
  statement.bind(values);
  const rows: Row[] = [];
  while (statement.step()) {
    const row = Object.entries(statement.getAsObject());
    rows.push(Object.fromEntries(row.map(([column, value]) => [column, fromSqlite(value)])));
  }
  return rows;
}

/** Whether the statement has this many parameters or more; sql.js would take a value that is missing for NULL. */
function takes(statement: Statement, parameters: number): boolean {
  try {
    return statement.bind(Array.from({ length: parameters }, () => 0));
  } catch {
    return false;
  }
}

function toSqlite(value: unknown): SqlValue {
  if (value === null || typeof value === "string" || typeof value === "number" || value instanceof Uint8Array) {
    return value;
  }
  if (typeof value === "boolean") {
    return Number(value);
  }
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${value}'`);
}

/** D1 gives a blob as the numbers of its bytes. */
function fromSqlite(value: SqlValue): Row[string] {
  return value instanceof Uint8Array ? Array.from(value) : value;
}
