// Opens a page in a headless Chromium, waits for an element and prints what the page says then. Every host leads to one HTTPS server
// on this machine. Arguments: the directory of node_modules, the server's port, the page's URL, the element, the file of a screenshot.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unpacked } from "./chromium.mjs";

const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 50;
const [tools, port, url, element, screenshot] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "d4-browser-"));

// Each message is JSON and ends in a NUL: the DevTools protocol over --remote-debugging-pipe.
class Chromium {
  #process;
  #asked = new Map();
  #number = 0;
  #received = "";

  constructor(program) {
    this.#process = spawn(program, this.#flags(), { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] });
    let complaints = "";
    this.#process.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => this.#hears(text));
    this.#process.stdio[3].on("error", () => {});
    this.ended = new Promise((_, reject) => {
      this.#process.on("error", (error) => reject(new Error(`Chromium cannot be started: ${error.message}`)));
      this.#process.on("exit", (code, signal) => reject(new Error(`Chromium ended (${signal ?? code}): ${complaints}`)));
    });
  }

  #flags() {
    return [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--ignore-certificate-errors",
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      `--user-data-dir=${join(scratch, "profile")}`,
      "--remote-debugging-pipe",
      "about:blank",
    ];
  }

  #hears(text) {
    const messages = (this.#received + text).split("\0");
    this.#received = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const asker = this.#asked.get(id);
      this.#asked.delete(id);
      error ? asker?.reject(new Error(error.message)) : asker?.resolve(result);
    }
  }

  ask(method, params = {}, sessionId) {
    const id = ++this.#number;
    const answer = new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return answer;
  }

  async opens(page) {
    const { targetId } = await this.ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.ask("Target.attachToTarget", { targetId, flatten: true });
    const { errorText } = await this.ask("Page.navigate", { url: page }, sessionId);
    if (errorText) {
      throw new Error(`Chromium cannot open ${page}: ${errorText}`);
    }
    return sessionId;
  }

  async says(sessionId, expression) {
    return (await this.ask("Runtime.evaluate", { expression, returnByValue: true }, sessionId)).result.value;
  }

  async ends() {
    const gone = new Promise((resolve) => this.#process.on("exit", resolve));
    this.#process.kill("SIGKILL");
    await gone;
  }
}

async function visit(chromium) {
  const page = await chromium.opens(url);
  for (const end = Date.now() + PATIENCE_MILLISECONDS; ; ) {
    if (await chromium.says(page, `document.querySelector(${JSON.stringify(element)}) !== null`)) {
      break;
    }
    if (Date.now() > end) {
      throw new Error(`${url} has no ${element}; it says: ${await chromium.says(page, "document.body.innerText")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  const { data } = await chromium.ask("Page.captureScreenshot", {}, page);
  mkdirSync(dirname(screenshot), { recursive: true });
  writeFileSync(screenshot, Buffer.from(data, "base64"));
  return chromium.says(page, "document.body.innerText");
}

try {
  const chromium = new Chromium(await unpacked(tools, scratch));
  try {
    console.log(await Promise.race([visit(chromium), chromium.ended]));
  } finally {
    chromium.ended.catch(() => {});
    await chromium.ends();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
