// Breaks copies of a page, each in one way, and sees that the judges refuse every one for that reason.
//
//     node page_break.js MODULES CHROMIUM FOLDER FILE.html
//
// The broken copies are left in FOLDER. Exit code 1 when one passes or is refused for another reason only.
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { judgeAll } = require("./page_judge.js");

/// Replaces what must be there.
const change = (text, from, to) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to break: ${from}`);
  return changed;
};
/// Changes style or script, and the policy with it, so that the change takes effect.
const within = (element, edit) => (text) => {
  const inside = new RegExp(`<${element}>([^]*?)</${element}>`).exec(text)[1];
  const hash = (words) => "'sha256-" + crypto.createHash("sha256").update(words).digest("base64") + "'";
  const edited = edit(inside);
  return change(change(text, inside, () => edited), hash(inside), () => hash(edited));
};
const styled = (rules) => within("style", (text) => `${text}\n${rules}`);
const scripted = (from, to) => within("script", (text) => change(text, from, to));

// What is broken, how, and the rule by which it must be refused.
const BREAKAGES = [
  ["no language", (text) => change(text, /<html lang="[^"]*">/, "<html>"), "axe html-has-lang"],
  ["no title", (text) => change(text, /<title>.*?<\/title>/, ""), "valid-html"],
  ["pale words", styled("p { color: #bbb; }"), "axe color-contrast"],
  ["pale words in the dark", styled("@media (prefers-color-scheme: dark) { p { color: #444; } }"), "axe color-contrast"],
  ["a choice without a label", (text) => change(text, '<label for="p_area">', "<label>"), "axe select-name"],
  ["skipped heading", (text) => change(text, /<h3([^]*?)<\/h3>/, "<h5$1</h5>"), "axe heading-order"],
  ["no main part", (text) => change(change(text, /<main[^>]*>/, '<div id="p_main">'), "</main>", "</div>"), "axe landmark-one-main"],
  ["link without words", (text) => change(text, / aria-label="[^"]*"/, ""), "axe link-name"],
  ["zoom forbidden", (text) => change(text, "initial-scale=1", "initial-scale=1, user-scalable=no"), "axe meta-viewport"],
  ["wrong scope", (text) => change(text, 'scope="col"', 'scope="colum"'), "axe scope-attr-valid"],
  ["tag not closed", (text) => change(text, "</section>", ""), "valid-html"],
  ["id twice", (text) => change(text, "<h1", '<p id="p_main">x</p><h1'), "valid-html"],
  ["picture from elsewhere", (text) => change(change(text, "img-src data:", "img-src http: data:"), "<h1", '<img alt="x" src="http://127.0.0.1:9/x.png"><h1'), "request"],
  ["script that the policy forbids", (text) => change(text, "</main>", "<script>document.title = 1</script></main>"), "console"],
  ["style that the policy forbids", (text) => change(text, "<h1", '<h1 style="color: red"'), "console"],
  ["something wide", styled("h1 { width: 1500px; max-width: none; }"), "reflow"],
  ["link that leads nowhere", (text) => change(text, /<td([^>]*)><a href="#[^"]*"/, '<td$1><a href="#nowhere"'), "links"],
  ["permalink never seen", styled("tr .permalink:focus { opacity: 0; }"), "links"],
  ["action with another time", (text) => change(text, /data-time="[^"]*"/, 'data-time="never"'), "filter"],
  ["action of another party", (text) => change(text, /data-parties="[^" ]*/, 'data-parties="nobody'), "filter"],
  ["action of another area", (text) => change(text, /data-area="[^"]*"/, 'data-area="nowhere"'), "filter"],
  ["spanning cells that stay", scripted("left[0].prepend(cell);", ""), "filter"],
  ["spans that stay", scripted("cell.rowSpan = left.length;", ""), "filter"],
  ["status that stays", scripted("shown.textContent =", "shown.title ="), "filter"],
  ["reset that does nothing", scripted('addEventListener("reset"', 'addEventListener("reste"'), "filter"],
  ["choice kept to itself", scripted('"#?" + parts', '"#" + parts'), "filter"],
  ["link that shows nothing", scripted('addEventListener("hashchange"', 'addEventListener("hashchanged"'), "filter"],
  ["controls without script", (text) => change(text, "</main>", "<button>x</button></main>"), "no-script"],
  ["rows that wait for script", (text) => change(text, /<tr id="([^"]*)" class="(odd|even) action"/, '<tr id="$1" class="$2 action" hidden'), "no-script"],
];

async function main() {
  const [modules, chromium, folder, original] = process.argv.slice(2);
  const text = fs.readFileSync(original, "utf8");
  fs.mkdirSync(folder, { recursive: true });
  const files = BREAKAGES.map(([name, edit]) => {
    const file = path.resolve(folder, name.replaceAll(" ", "-") + ".html");
    fs.writeFileSync(file, edit(text));
    return file;
  });
  const wanted = new Map(BREAKAGES.map(([, , rule], index) => [files[index], rule]));
  const verdicts = await judgeAll(modules, chromium, files, wanted);
  let faults = 0;
  BREAKAGES.forEach(([name, , expected], index) => {
    const rules = [...new Set(verdicts.get(files[index]).map(({ rule }) => rule))];
    const refused = rules.includes(expected);
    faults += !refused;
    console.log(`${refused ? "refused" : "FAIL"}  ${name}: by ${rules.join(", ") || "nobody"}${refused ? "" : `; must be refused by ${expected}`}`);
  });
  console.log(`${BREAKAGES.length} ways to break a page, ${faults} faults`);
  process.exitCode = faults ? 1 : 0;
}

main().catch((error) => { console.error(error.stack); process.exitCode = 1; });
