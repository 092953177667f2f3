"use strict";
// Sorting and filtering of tables. Every table is complete and readable without it.
(function () {
  // A cell's value: a number where it holds one, null where it is unknown, else its text.
  function value(cell) {
    var text = cell.textContent.trim();
    if (cell.classList.contains("u")) return null;
    if (!cell.classList.contains("n")) return text.toLowerCase();
    if (text.replace(/^at (least|most) /, "").charAt(0) === "<") return 0.5;
    var first = text.replace(/\u2212/g, "-").replace(/,/g, "").match(/-?\d+(\.\d+)?/); // the number, not the words before it or the remarks below it
    return first ? parseFloat(first[0]) : null;
  }
  function compare(a, b, sign) {
    if (a === null || b === null) return (a === null) - (b === null); // unknown stays last
    if (typeof a === "number") return sign * (a - b);
    return sign * a.localeCompare(b, "en");
  }
  function sort(table, th, column) {
    var descending = th.getAttribute("aria-sort") === "ascending" ||
      (!th.hasAttribute("aria-sort") && th.classList.contains("n"));
    if (th.getAttribute("aria-sort") === "descending") descending = false;
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    th.setAttribute("aria-sort", descending ? "descending" : "ascending");
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, i) {
      return { row: row, value: value(row.cells[column]), i: i };
    });
    rows.sort(function (a, b) { return compare(a.value, b.value, descending ? -1 : 1) || a.i - b.i; });
    rows.forEach(function (entry) { body.appendChild(entry.row); });
  }
  function filter(table) {
    var box = document.createElement("div");
    box.className = "filter";
    var label = document.createElement("label");
    label.textContent = table.dataset.filter || "Find an occupation, code or status";
    var input = document.createElement("input");
    input.type = "search";
    label.appendChild(input);
    var told = document.createElement("span");
    told.setAttribute("role", "status");
    box.append(label, told);
    table.closest(".scroll").before(box);
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase();
      var shown = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var hit = row.textContent.toLowerCase().indexOf(wanted) >= 0;
        row.hidden = !hit;
        if (hit) shown += 1;
      });
      told.textContent = wanted === "" ? "" : shown.toLocaleString("en-US") + " of " + table.tBodies[0].rows.length.toLocaleString("en-US") + " shown";
    });
  }
  document.querySelectorAll("table[data-sort]").forEach(function (table) {
    var numbered = table.querySelectorAll("th[data-column]");
    (numbered.length > 0 ? numbered : table.querySelectorAll("thead th")).forEach(function (th) {
      var button = document.createElement("button");
      button.type = "button";
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () { sort(table, th, Number(th.dataset.column || th.cellIndex)); });
    });
    if (table.hasAttribute("data-filter")) filter(table);
  });
})();
