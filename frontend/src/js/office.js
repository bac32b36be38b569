// The officer's workspace: lists that narrow without reloading, and the keyboard.
import "htmx.org/dist/htmx.esm.js";

const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

/** j and k walk through a list, / goes to its search, Enter opens (the row's own link), x ticks the row. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
    return;
  }
  if (event.key === "x") return document.activeElement.closest("tr")?.querySelector("[data-tick]")?.click();
  if (event.key !== "j" && event.key !== "k") return;
  const links = [...document.querySelectorAll("[data-row]")];
  const at = links.indexOf(document.activeElement);
  const next = links[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
  next?.focus();
});

/** Tell how many rows are ticked. */
function tellTicked() {
  const ticks = [...document.querySelectorAll("[data-tick]")];
  const ticked = ticks.filter((tick) => tick.checked).length;
  const all = document.querySelector("[data-tick-all]");
  if (all) Object.assign(all, { checked: ticked > 0 && ticked === ticks.length, indeterminate: ticked > 0 && ticked < ticks.length });
  const count = document.querySelector("[data-ticked-count]");
  if (count) count.textContent = ticked ? `(${ticked})` : "";
}

/** The box in the head ticks the page; it is shown only where it works. */
const showScripted = () => document.querySelectorAll("[data-scripted]").forEach((part) => (part.hidden = false));

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    document.querySelectorAll("[data-tick]").forEach((tick) => (tick.checked = event.target.checked));
  }
  if (event.target.matches("[data-tick], [data-tick-all]")) tellTicked();
});
document.addEventListener("htmx:after:swap", showScripted);
window.addEventListener("pageshow", tellTicked);
showScripted();
