// What the scripts of the field share: who works here, the words, and where something is said.

export const office = { ready: "/petugas/lapangan/siap/", photo: "/petugas/lapangan/foto/KEY/", shell: "/petugas/lapangan/" };
export const words = JSON.parse(document.getElementById("field-words")?.textContent ?? "{}");

/** Who the office drew this page for, or took it along for: what is filled in here is that person's. */
export const user = Number(document.querySelector("script[data-field-user]")?.dataset.fieldUser);

/** Say something to whoever looks, and to a screen reader. */
export function say(text) {
  const place = document.querySelector("[data-field-status]");
  if (place) place.textContent = text ?? "";
}

export function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(className, text, press) {
  const made = element("button", `button ${className}`, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** Where what is being typed stands: each person's own. */
export const draftId = (address, owner = user) => `draft:${owner}:${address}`;
