import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("dist/assets", { recursive: true });
writeFileSync("dist/index.html", '<script src="/assets/index-aB3xY9zQ.js"></script>First');
writeFileSync("dist/assets/index-aB3xY9zQ.js", `fetch("${process.env.API}/health");`);
