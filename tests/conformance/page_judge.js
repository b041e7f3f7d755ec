// Has independent judges look at pages, and tries them out as their readers do.
//
//     node page_judge.js MODULES CHROMIUM FILE.html…
//
// MODULES is the folder of the npm packages axe-core, playwright-core and vnu-jar; CHROMIUM the browser. axe looks at each page in the
// sizes and colours below, the Nu validator at its HTML; then its links, its filter and its behaviour without script are tried.
// Prints a verdict per file. Exit code 1 when one is refused.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
const COLOURS = ["light", "dark"];
/// WCAG 2.1, 1.4.10: what nobody should have to scroll sideways at.
const NARROWEST = { width: 320, height: 700 };

/// Every fault is { rule, told }.
const fault = (rule, told) => ({ rule, told });

/// The errors that the Nu validator finds, per file.
function validate(modules, files) {
  let report;
  try {
    report = execFileSync("java", ["-jar", require(require.resolve("vnu-jar", { paths: [modules] })), "--format", "json", "--stdout", "--exit-zero-always", ...files],
      { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    throw new Error(`the validator did not run: ${error.message}`);
  }
  const faults = new Map(files.map((file) => [file, []]));
  for (const message of JSON.parse(report).messages)
    if (message.type !== "info") {
      const file = files.find((each) => pathToFileURL(each).pathname === new URL(message.url).pathname);
      faults.get(file).push(fault("valid-html", `line ${message.lastLine}: ${message.message}`));
    }
  return faults;
}

/// Opens a page and notes what it asks for and complains of.
async function open(browser, file, options, faults) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && request.url().split("#")[0] !== pathToFileURL(file).href)
      faults.push(fault("request", request.url()));
  });
  page.on("console", (message) => faults.push(fault("console", message.text().slice(0, 300))));
  page.on("pageerror", (error) => faults.push(fault("console", error.message)));
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function axe(page, source, where, faults) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of violations)
    faults.push(fault(`axe ${violation.id}`, `${where}: ${violation.help}, ${violation.nodes.length} times, first ${violation.nodes[0].html.slice(0, 160)}`));
}

async function fits(page, where, faults) {
  const { wide, window: width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth }));
  if (wide > width) faults.push(fault("reflow", `${where}: the page is ${wide} wide in a window of ${width}`));
}

/// Links lead somewhere, ids stand once, every action has its own link, which is seen when it has the focus.
async function links(page, faults) {
  const told = await page.evaluate(() => {
    const told = [];
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    for (const link of document.querySelectorAll("a[href^='#']"))
      if (!document.getElementById(link.getAttribute("href").slice(1))) told.push(`${link.outerHTML.slice(0, 120)} leads nowhere`);
    if (new Set(ids).size !== ids.length) told.push("an id stands twice");
    for (const row of document.querySelectorAll("tr.action")) {
      const link = row.querySelector(`a.permalink[href='#${row.id}']`);
      if (!link) told.push(`the action ${row.id} has no link to itself`);
      else {
        link.focus();
        if (getComputedStyle(link).opacity !== "1") told.push(`the link to ${row.id} is not seen when it has the focus`);
      }
    }
    return told;
  });
  faults.push(...told.map((words) => fault("links", words)));
}

/// What a table of actions shows: which rows, and whether each of them has a cell, its own or a spanning one, in every column.
const shownActions = () => {
  const shown = [], holes = [];
  for (const table of document.querySelectorAll("table.actions")) {
    const columns = table.tHead.rows[0].cells.length;
    for (const body of table.tBodies) {
      const covered = new Array(columns).fill(0);
      for (const row of body.rows) {
        if (!row.offsetParent && row.getClientRects().length === 0) continue;
        let count = covered.filter((left) => left > 0).length;
        for (const cell of row.cells) {
          let column = covered.findIndex((left) => left <= 0);
          for (let i = 0; i < cell.colSpan && column + i < columns; ++i) covered[column + i] = cell.rowSpan;
          count += cell.colSpan;
        }
        for (let i = 0; i < columns; ++i) --covered[i];
        if (count !== columns) holes.push(row.id || row.className);
        if (row.classList.contains("action")) shown.push(row.id);
      }
      if (covered.some((left) => left > 0)) holes.push("a span goes on after the last row");
    }
  }
  return { shown, holes };
};

/// How many actions the page's other tables say that there are: per area in the summary, per party in the listing of owners.
const counted = () => {
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const parties = new Map(), areas = new Map();
  for (const table of document.querySelectorAll("table.list")) {
    const listing = table.querySelector("th[scope=row] strong") !== null;
    let party = null;
    for (const body of table.tBodies)
      for (const row of body.rows) {
        const cells = [...row.cells].map(words);
        const header = row.querySelector("th[scope=row]");
        if (header) party = words(header.querySelector("strong") ?? header);
        const link = row.querySelector("td[data-label] a[href^='#']");
        if (listing && link) (parties.get(party) ?? parties.set(party, new Set()).get(party)).add(link.hash);
        if (table.tFoot && /^\d+$/.test(cells.at(-1))) areas.set(cells.find((cell) => !/^\d+$/.test(cell)), Number(cells.at(-1)));
      }
  }
  return { parties: [...parties].map(([party, found]) => [party, found.size]), areas: [...areas] };
};

async function filter(page, faults) {
  const selects = page.locator("#p_filter select");
  const total = await page.locator("tr.action").count();
  if (total === 0) return;
  const status = page.locator("#p_filter [role=status]");
  if (await selects.count() !== 3) return faults.push(fault("filter", "there are not three choices"));
  const check = async (where, expected) => {
    const { shown, holes } = await page.evaluate(shownActions);
    if (holes.length) faults.push(fault("filter", `${where}: rows without a cell in every column: ${holes.slice(0, 3).join(", ")}`));
    if (expected !== undefined && shown.length !== expected) faults.push(fault("filter", `${where}: ${shown.length} actions are shown, not ${expected}`));
    const told = await status.textContent();
    if (shown.length > 0 && !(told.includes(String(shown.length)) && told.includes(String(total)))) faults.push(fault("filter", `${where}: the status says "${told}"`));
    if (shown.length === 0 && /\d/.test(told)) faults.push(fault("filter", `${where}: the status says "${told}"`));
    return shown;
  };
  await check("at first", total);

  const { parties, areas } = await page.evaluate(counted);
  const expectations = [new Map(areas), new Map(parties), new Map()];
  for (let i = 0; i < 3; ++i) {
    const select = selects.nth(i);
    const options = await select.locator("option").evaluateAll((all) => all.map((option) => [option.value, option.textContent.replace(/\s+/g, " ").trim()]));
    let sum = 0;
    for (const [value, words] of options.slice(1)) {
      await select.selectOption(value);
      // The summary names areas without their numbers.
      const expected = expectations[i].get(words) ?? expectations[i].get(words.replace(/^\d+ /, ""));
      if (i < 2 && expected === undefined) faults.push(fault("filter", `no other table speaks of "${words}"`));
      const shown = await check(`"${words}"`, expected);
      if (shown.length === 0) faults.push(fault("filter", `"${words}" is offered, but shows nothing`));
      sum += shown.length;
    }
    if (i !== 1 && sum !== total) faults.push(fault("filter", `the choices of ${i === 0 ? "area" : "time"} show ${sum} actions together, not ${total}`));
    await page.locator("#p_filter button").click();
    await check("after the reset", total);
  }

  // By keyboard, with the state in the address, and away again by a link to what is hidden.
  await selects.first().focus();
  await page.keyboard.press("ArrowDown");
  await selects.first().evaluate((select) => select.dispatchEvent(new Event("change", { bubbles: true })));
  const shown = await check("by keyboard");
  const address = page.url();
  if (!address.includes("#?")) faults.push(fault("filter", "the choice does not stand in the address"));
  await page.reload();
  const again = await check("opened by its address");
  if (again.join() !== shown.join()) faults.push(fault("filter", "the address does not bring the choice back"));
  const hidden = await page.evaluate(() => document.querySelector("tr.action[hidden]")?.id);
  if (hidden) {
    await page.evaluate((id) => { location.hash = "#" + id; }, hidden);
    await page.waitForFunction((id) => !document.getElementById(id).hidden, hidden, { timeout: 2000 })
      .catch(() => faults.push(fault("filter", "a link to a hidden action does not show it")));
  }
}

/// Without script everything is there and nothing that needs it.
async function withoutScript(browser, file, faults) {
  const options = { viewport: SIZES.desk };
  const text = (page) => page.evaluate(() => [...document.querySelectorAll("main > *")].map((part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("#p_filter").forEach((form) => form.remove());
    return copy.textContent;
  }).join("").replace(/\s+/g, ""));
  const scripted = await open(browser, file, options, faults);
  const plain = await open(browser, file, { ...options, javaScriptEnabled: false }, faults);
  const hidden = await plain.evaluate(() => [...document.querySelectorAll("main tr")].filter((row) => row.getClientRects().length === 0).length);
  if (hidden > 0) faults.push(fault("no-script", `${hidden} rows are not shown`));
  if (await plain.locator("select, button").count() > 0) faults.push(fault("no-script", "there are controls that do nothing"));
  if (await text(plain) !== await text(scripted)) faults.push(fault("no-script", "the text is another one"));
  await scripted.context().close();
  await plain.context().close();
}

/// What a page is put to, apart from the validator, the quick trials first. Each notes the faults that it finds.
const TRIALS = [
  ...[NARROWEST, SIZES.phone, SIZES.desk].map((viewport) => async (browser, file, faults) => {
    const page = await open(browser, file, { viewport }, faults);
    await fits(page, `${viewport.width} wide`, faults);
    if (viewport !== NARROWEST) await filter(page, faults);
    if (viewport === SIZES.desk) await links(page, faults);
    await page.context().close();
  }),
  withoutScript,
  ...Object.entries(SIZES).flatMap(([size, viewport]) => COLOURS.map((colorScheme) => async (browser, file, faults, axeSource) => {
    const where = `${size}, ${colorScheme}`;
    const page = await open(browser, file, { viewport, colorScheme }, faults);
    await axe(page, axeSource, where, faults);
    await fits(page, where, faults);
    await page.context().close();
  })),
];

/// Judges files with one browser, as many at once as there are processors: file → faults. `wanted` (file → rule), for pages that are known
/// to be broken: such a page is put to no more trials once it is refused by that rule.
async function judgeAll(modules, chromium, files, wanted = new Map()) {
  const { chromium: driver } = require(require.resolve("playwright-core", { paths: [modules] }));
  const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js", { paths: [modules] }), "utf8");
  const verdicts = validate(modules, files);
  const browser = await driver.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const waiting = [...files];
  const work = async () => {
    for (let file; (file = waiting.shift()) !== undefined;) {
      const faults = verdicts.get(file);
      for (const trial of TRIALS) {
        if (faults.some(({ rule }) => rule === wanted.get(file))) break;
        await trial(browser, file, faults, axeSource);
      }
    }
  };
  try {
    await Promise.all(os.cpus().map(work));
  } finally {
    await browser.close();
  }
  return verdicts;
}

async function main() {
  const [modules, chromium, ...names] = process.argv.slice(2);
  const files = names.map((name) => path.resolve(name));
  if (files.length === 0) throw new Error("no files to judge");
  let refused = 0;
  for (const [file, faults] of await judgeAll(modules, chromium, files)) {
    refused += faults.length > 0;
    console.log(`${faults.length ? "FAIL" : "pass"}  ${path.join(path.basename(path.dirname(file)), path.basename(file))}`);
    for (const { rule, told } of faults.slice(0, 20)) console.log(`      ${rule}: ${told}`);
  }
  console.log(`${files.length - refused} of ${files.length} pages pass axe, the validator and the trial`);
  process.exitCode = refused ? 1 : 0;
}

module.exports = { judgeAll };
if (require.main === module) main().catch((error) => { console.error(error.stack); process.exitCode = 1; });
