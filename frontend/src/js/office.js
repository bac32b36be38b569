// The officer's workspace: lists that narrow without reloading, and the keyboard.
import "htmx.org/dist/htmx.esm.js";

const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

/** j and k walk through a list, / goes to its search, Enter opens (the row's own link). */
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
  if (event.key !== "j" && event.key !== "k") return;
  const links = [...document.querySelectorAll("[data-row]")];
  const at = links.indexOf(document.activeElement);
  const next = links[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
  next?.focus();
});
