"use strict";
// The choice among the actions: by area, party and time. Without script the page shows all of them, and no controls.
(() => {
  const place = document.getElementById("p_filter");
  const controls = document.getElementById("p_controls");
  if (!place || !controls) return;
  place.append(controls.content.cloneNode(true));
  const form = place.querySelector("form");
  const shown = form.querySelector(".shown");
  const selects = [...form.querySelectorAll("select")];
  const rows = [...document.querySelectorAll("tr.action")];
  const areas = [...place.parentElement.children].filter((child) => child.localName === "section");

  // Cells that span rows: they move to the first of their rows that is shown. Those further right first, as each is put in front.
  const spans = [];
  for (const body of document.querySelectorAll("table.actions > tbody")) {
    const all = [...body.rows];
    all.forEach((row, index) => {
      for (const cell of row.cells)
        if (cell.rowSpan > 1) spans.push({ cell, rows: all.slice(index, index + cell.rowSpan), column: cell.cellIndex });
    });
  }
  spans.sort((one, other) => other.column - one.column);

  const chosen = () => Object.fromEntries(selects.map((select) => [select.name, select.value]));
  const fits = (row, choice) =>
    (!choice.area || row.dataset.area === choice.area) &&
    (!choice.party || row.dataset.parties.split(" ").includes(choice.party)) &&
    (!choice.time || row.dataset.time === choice.time);

  const show = () => {
    const choice = chosen();
    const chooses = Object.values(choice).some(Boolean);
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row, choice);
      if (!row.hidden) ++count;
    }
    for (const body of document.querySelectorAll("table.actions > tbody")) {
      for (const row of body.rows) // problems that have no action yet
        if (!row.matches(".action, .group")) row.hidden = chooses;
      body.hidden = chooses && !body.querySelector("tr.action:not([hidden])");
    }
    for (const { cell, rows: spanned } of spans) {
      const left = spanned.filter((row) => !row.hidden);
      if (left.length === 0) continue;
      cell.rowSpan = left.length;
      left[0].prepend(cell);
    }
    for (const area of areas) area.hidden = chooses && !area.querySelector("tr.action:not([hidden])");
    const words = count ? shown.dataset.shown : shown.dataset.none;
    shown.textContent = words.replace("{shown}", count).replace("{all}", rows.length);
    form.classList.toggle("chooses", chooses);
  };

  // The choice stands in the address, so that it can be sent on.
  const write = () => {
    const parts = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value)).toString();
    history.replaceState(null, "", parts ? "#?" + parts : location.pathname + location.search);
  };
  const read = () => {
    const parts = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    for (const select of selects) {
      const value = parts.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    show();
  };
  // A link to an action that the choice hides shows all again.
  const arrive = () => {
    if (location.hash.startsWith("#?")) return read();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden]")) return;
    for (const select of selects) select.value = "";
    show();
    target.scrollIntoView();
  };

  form.addEventListener("change", () => { show(); write(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    show();
    write();
  });
  window.addEventListener("hashchange", arrive);
  read();
})();
