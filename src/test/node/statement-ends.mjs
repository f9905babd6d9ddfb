// SQLite's own judgement of where statements end and what its tokens are: a JSON text a line in, an answer a line out.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(process.cwd(), "target", "package.json"));
const { default: start } = await import(pathToFileURL(modules.resolve("@sqlite.org/sqlite-wasm")).href);
const { capi, wasm, oo1 } = await start({ print() {}, printErr() {} });
const database = new oo1.DB(":memory:");
database.exec("CREATE TABLE t (a, b); CREATE TABLE log (x); CREATE VIEW v AS SELECT a FROM t;");

// Where SQLite's parser takes a character for white space that its sqlite3_complete takes for part of a word.
const PARSERS_SPACE = /(?<![\w$\u0080-\uffff])\ufeff+|(?<=[ \t\n\f\r]\u000b*)\u000b/g;

// The semicolons at which sqlite3_complete sees the end of a statement that is not empty, and what is left.
function complete(sql) {
  const text = sql.replace(/\0[^]*/, "").replace(PARSERS_SPACE, (found) => " ".repeat(found.length));
  const ends = [];
  let from = 0;
  for (let at = text.indexOf(";"); at >= 0; at = text.indexOf(";", at + 1)) {
    if (capi.sqlite3_complete(text.slice(from, at + 1))) {
      if (!isEmpty(text.slice(from, at))) {
        ends.push(at + 1);
      }
      from = at + 1;
    }
  }
  return { ends, rest: !isEmpty(text.slice(from)) };
}

// A text of white space and comments leaves sqlite3_complete at the end of the statement before it.
function isEmpty(text) {
  return Boolean(capi.sqlite3_complete(`;${text}`) || capi.sqlite3_complete(`;${text}\n`) || openComment(text));
}

function openComment(text) {
  return /\/\*[^]/.test(text) && Boolean(capi.sqlite3_complete(`;${text}*/`) || capi.sqlite3_complete(`;${text}/`));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// What SQLite compiles from the beginning of a text: where the statement ends, or its words.
function compile(sql) {
  const bytes = encoder.encode(sql);
  const text = wasm.alloc(bytes.length + 1);
  const slots = wasm.alloc(16);
  try {
    wasm.heap8u().set(bytes, text);
    wasm.heap8u()[text + bytes.length] = 0;
    wasm.pokePtr(slots, 0);
    const code = wasm.exports.sqlite3_prepare_v2(database.pointer, text, bytes.length + 1, slots, slots + 8);
    if (code !== 0) {
      return { words: capi.sqlite3_errmsg(database.pointer) };
    }
    const statement = wasm.peekPtr(slots);
    wasm.exports.sqlite3_finalize(statement);
    const tail = wasm.peekPtr(slots + 8) - text;
    return { length: decoder.decode(bytes.subarray(0, tail)).length, empty: statement === 0 };
  } finally {
    wasm.dealloc(slots);
    wasm.dealloc(text);
  }
}

// The statements that SQLite compiles, from whatever place on the next one may begin.
function compiled(sql, ends) {
  const spans = [];
  let from = 0;
  while (from < sql.length) {
    const found = compile(sql.slice(from));
    if (found.length === 0) {
      break; // At a NUL SQLite reads no further.
    }
    if (found.words === undefined) {
      if (!found.empty) {
        spans.push([from, from + found.length]);
      }
      from += found.length;
    } else {
      const next = ends.find((end) => end > from);
      if (next === undefined) {
        break;
      }
      from = next;
    }
  }
  return spans;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { sql, at } = JSON.parse(line);
  // A word behind RELEASE SAVEPOINT name is one too many, whichever it is: SQLite's complaint spells it.
  const answer = at
    ? { words: at.map((from) => compile(`RELEASE SAVEPOINT x/**/${sql.slice(from)}`).words ?? "") }
    : (({ ends, rest }) => ({ ends, rest, compiled: compiled(sql, ends) }))(complete(sql));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
