// Opens HTML files in one headless Chromium, each narrow and wide, light and dark, and as on paper, keeps screenshots, and prints as JSON
// what is wrong with each and what it says. Arguments: the directory of node_modules, that of the screenshots, then name=file a page.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unpacked } from "./chromium.mjs";

const [tools, screenshots, ...pages] = process.argv.slice(2);
const HEIGHT = 900;
const ON_SCREEN = [
  { name: "light", media: { media: "screen", colorScheme: "light" } },
  { name: "dark", media: { media: "screen", colorScheme: "dark" } },
];
const ON_PAPER = [{ name: "print", media: { media: "print", colorScheme: "light" } }];
/** The last is A4 less margins of 14 mm, at 96 dots an inch: what is wider is cut off by a printer. */
const VIEWS = [
  { width: 360, looks: ON_SCREEN },
  { width: 1280, looks: ON_SCREEN },
  { width: 687, looks: ON_PAPER },
];
/** In CSS pixels; what is below says nothing that the start of a page does not. */
const TALLEST_SCREENSHOT = 6_000;
const ACTIVE = "script, img, iframe, object, embed, link, form, audio, video, base, [style], [onerror], [onload], [onclick]";
const scratch = mkdtempSync(join(tmpdir(), "d4-pages-"));
const require = createRequire(join(tools, "/"));

/** What the page itself is asked. Serialised: it runs in the page. */
function looked(active) {
  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return {
    wider,
    height: document.documentElement.scrollHeight,
    active: document.querySelectorAll(active).length,
    outward: [...document.querySelectorAll("[href]")].filter((link) => !link.getAttribute("href").startsWith("#")).length,
    text: document.body.innerText,
  };
}

async function accessible(page) {
  const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html, target }) => `${target} ${html.slice(0, 160)}`).slice(0, 3).join(" | ")}`);
}

/** The first key leads to the link over the navigation, and that to the report. */
async function reachable(page) {
  const focused = () => page.evaluate("document.activeElement.id || document.activeElement.className");
  await page.keyboard.press("Tab");
  const first = await focused();
  await page.keyboard.press("Enter");
  const then = await focused();
  return first === "skip" && then === "main" ? [] : [`keyboard: the first key leads to ${first}, and from there to ${then}`];
}

async function faultsOf(browser, axe, name, file) {
  const address = pathToFileURL(file).href;
  const faults = [];
  let text = "";
  for (const { width, looks } of VIEWS) {
    const page = await browser.newPage({ viewport: { width, height: HEIGHT }, reducedMotion: "reduce" });
    page.on("request", (request) => request.url().split("#")[0] === address || faults.push(`request: ${request.url()}`));
    page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    await page.goto(address);
    await page.evaluate(axe);
    for (const { name: look, media } of looks) {
      await page.emulateMedia(media);
      const where = `${width} px, ${look}: `;
      const seen = await page.evaluate(looked, ACTIVE);
      text = seen.text;
      await page.setViewportSize({ width, height: Math.min(seen.height, TALLEST_SCREENSHOT) });
      await page.screenshot({ path: join(screenshots, `${name}-${width}-${look}.png`) });
      await page.setViewportSize({ width, height: HEIGHT });
      if (seen.wider > 0) {
        faults.push(`${where}the page is ${seen.wider} px too wide`);
      }
      if (seen.active + seen.outward > 0) {
        faults.push(`${where}${seen.active} active elements, ${seen.outward} links that lead out of the page`);
      }
      await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.dataset.was = each.open, each.open = true))");
      faults.push(...(await accessible(page)).map((fault) => where + fault));
      await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = each.dataset.was === 'true'))");
    }
    await page.emulateMedia(ON_SCREEN[0].media);
    if (await page.$(".skip")) {
      faults.push(...(await reachable(page)));
    }
    if ((await page.title()) === "hacked") {
      faults.push("script: a name has changed the title");
    }
    await page.close();
  }
  return { faults, text };
}

try {
  mkdirSync(screenshots, { recursive: true });
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await require("playwright-core").chromium.launch({
    executablePath: await unpacked(tools, scratch),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  try {
    const named = pages.map((page) => page.split(/=(.*)/s));
    const seen = await Promise.all(named.map(async ([name, file]) => [name, await faultsOf(browser, axe, name, file)]));
    console.log(JSON.stringify(Object.fromEntries(seen)));
  } finally {
    await browser.close();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
