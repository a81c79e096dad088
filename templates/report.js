"use strict";
// Tables can be sorted by a click on a heading; a link and printing open what is folded.
(() => {
  const value = (row, column) => row.cells[column].textContent.trim();
  // Groups of digits have three each; one or two digits after a point or comma are decimals.
  const number = (text) => {
    const found = text.match(/-?\d+(?:[.,\u00a0\u202f]\d+)*/);
    if (!found) return null;
    const parts = found[0].split(/[.,\u00a0\u202f]/);
    const last = parts.length > 1 && parts.at(-1).length < 3 ? `.${parts.pop()}` : "";
    return Number(parts.join("") + last);
  };

  function compare(a, b, column, numeric) {
    const [x, y] = [value(a, column), value(b, column)];
    if (!numeric) return x.localeCompare(y, undefined, { numeric: true });
    const [m, n] = [number(x), number(y)];
    if (m === null || n === null) return (m === null) - (n === null);
    return m - n;
  }

  function sort(table, head) {
    const column = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    const numeric = ["n", "heat", "bar"].some((kind) => head.classList.contains(kind));
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
    const total = [...body.rows].filter((row) => row.classList.contains("total"));
    rows.sort((a, b) => (down ? -1 : 1) * compare(a, b, column, numeric));
    body.append(...rows, ...total);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < 3 || table.querySelector("tr.group")) continue;
    for (const head of table.tHead.rows[0].cells) {
      if (head.classList.contains("time")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head));
      head.append(button);
    }
  }

  function unfold(fragment) {
    let part = document.getElementById(fragment);
    for (; part; part = part.parentElement) if (part.localName === "details") part.open = true;
  }

  // A link opens what it leads to before the browser goes there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const href = link ? link.getAttribute("href") : null;
    if (href) unfold(href.slice(1));
  });
  addEventListener("hashchange", () => unfold(location.hash.slice(1)));
  if (location.hash) {
    unfold(location.hash.slice(1));
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".charter, .said")) folded.open = true;
  });
})();
