// Installs the test tools into target/node_modules, where Node's own lookup finds them from target/ and every IT below it.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = dirname(fileURLToPath(import.meta.url));
const target = join(source, "..", "..", "..", "target");
const lock = readFileSync(join(source, "package-lock.json"), "utf8");
const modules = join(target, "node_modules");
const marker = join(modules, ".d4-lock");

if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
  throw new Error(`${modules} is a link; npm ci would empty what it leads to. Remove the link.`);
}

if (!existsSync(marker) || readFileSync(marker, "utf8") !== lock) {
  mkdirSync(target, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(source, file), join(target, file));
  }
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: target, stdio: "inherit" });
  writeFileSync(marker, lock);
}
