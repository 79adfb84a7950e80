// Unpacks the Chromium of npm, and the libraries it needs, into the folder that is named; writes a
// launcher beside it, because a bare machine has none of those libraries.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x"; // where it unpacks its libraries, too

const { default: chromium } = await import("@sparticuz/chromium");
const program = await chromium.executablePath();
const libraries = `${folder}/al2023/lib`;
if (!existsSync(libraries)) throw new Error(`no libraries in ${libraries}`);

const launcher = `${folder}/chromium.sh`;
writeFileSync(
  launcher,
  `#!/bin/sh\nLD_LIBRARY_PATH="$LD_LIBRARY_PATH:${libraries}" exec "${program}" "$@"\n`,
);
chmodSync(launcher, 0o755);
console.log(launcher);
