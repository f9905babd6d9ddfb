import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The program of Chromium, with the libraries and the font that a server lacks. The package unpacks below the temporary directory,
 * libraries on a Lambda only, and its own list of fonts names a directory of that.
 */
export async function unpacked(tools, scratch) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`The browser of d4's own tests runs on Linux on x64, and this is ${process.platform} on ${process.arch}.`);
  }
  process.env.TMPDIR = scratch;
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
  process.env.FONTCONFIG_FILE = join(scratch, "fonts.conf");
  writeFileSync(process.env.FONTCONFIG_FILE, `<fontconfig><dir>${scratch}/fonts</dir><cachedir>${scratch}/cache</cachedir></fontconfig>`);
  return createRequire(join(tools, "/"))("@sparticuz/chromium").executablePath();
}
