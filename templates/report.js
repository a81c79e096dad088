"use strict";
// Tables can be sorted by a click on a heading, and printing opens what is folded.
(() => {
  const value = (row, column) => row.cells[column].textContent.trim();
  const number = (text) => {
    const found = text.match(/-?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
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
    const numeric = ["number", "heat", "bar"].some((kind) => head.classList.contains(kind));
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
    const total = [...body.rows].filter((row) => row.classList.contains("total"));
    rows.sort((a, b) => (down ? -1 : 1) * compare(a, b, column, numeric));
    body.append(...rows, ...total);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < 3) continue;
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head));
      head.append(button);
    }
  }

  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) folded.open = true;
  });
})();
