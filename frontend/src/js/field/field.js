// The surveyor's work without signal: takes forms along, keeps what is filled in, and sends it when there is signal.
//
// One way alone leads from a form to the office: it is kept on the phone first, then sent. So a report is the same
// whether the signal is good, bad or gone, and closing the browser loses nothing.

import { forget, keep, note, rowsOf, secretOf } from "./vault.js";
import { hashOf, shrunk } from "./photograph.js";
import { NoLine, SignedOut, sendAll, signedIn } from "./sending.js";

const SHELL = "sentra-shell";
const HOUR = 3600_000;
const PAUSE = 800;
const office = { ready: "/petugas/lapangan/siap/", photo: "/petugas/lapangan/foto/KEY/", shell: "/petugas/lapangan/" };
const words = JSON.parse(document.getElementById("field-words")?.textContent ?? "{}");
const panel = document.querySelector("[data-field]");
const subject = document.querySelector("[data-field-form]")?.dataset;
const form = document.querySelector("[data-field-form]")?.closest("form");

/** Give who works here: who was signed in when the forms were taken along, for without signal nobody can ask. */
const user = () => Number(localStorage.getItem("sentra-field-user"));

/** Note how much waits, so that signing out can warn. */
async function countWaiting() {
  const items = await rowsOf("items");
  const waiting = items.filter((one) => one.kind === "form" && one.state !== "sent").length;
  localStorage.setItem("sentra-field-waiting", String(waiting));
}

/** Throw away what is past its time: forms with what is known of a business, and what has arrived. */
async function tidy() {
  const now = Date.now();
  for (const page of await rowsOf("pages")) if (page.until < now) await forget("pages", page.id);
  for (const item of await rowsOf("items")) if (item.until < now) await forget("items", item.id);
}

/** Keep the styles, scripts, pictures and the font that a page needs; they are the same for everybody. */
async function keepAssets(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = [...page.querySelectorAll("link[href*='/static/'], script[src*='/static/'], img[src*='/static/'], use[href*='/static/']")];
  const addresses = found.map((one) => (one.getAttribute("href") ?? one.getAttribute("src")).split("#")[0]);
  const shell = await caches.open(SHELL);
  const missing = [];
  for (const address of new Set(addresses)) if (!(await shell.match(address))) missing.push(address);
  await shell.addAll(missing);
}

/** Take one page along. */
async function takePage(told, until) {
  const answer = await fetch(told.address, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return false;
  const html = await answer.text();
  await keepAssets(html);
  const policy = answer.headers.get("Content-Security-Policy");
  await keep("pages", told.address, { ...told, until }, { html, policy, until });
  return true;
}

/** Take along the forms of the visits that are planned, and this page itself. */
async function takeAlong() {
  const { user: owner } = await signedIn(office);
  const answer = await fetch(panel.dataset.provisions, { headers: { Accept: "application/json" }, redirect: "manual" });
  const { hours, pages } = await answer.json();
  localStorage.setItem("sentra-field-user", String(owner));
  const until = Date.now() + hours * HOUR;
  const wanted = new Set([office.shell, ...pages.map((one) => one.address)]);
  for (const page of await rowsOf("pages")) if (!wanted.has(page.id)) await forget("pages", page.id);
  await takePage({ address: office.shell, name: "", about: "", day: "" }, until);
  let taken = 0;
  for (const page of pages) taken += await takePage(page, until);
  return [taken, pages.length];
}

/** Send all that waits, and draw each change. */
async function send() {
  if (!navigator.onLine) return say(words.offline);
  try {
    await sendAll(office, draw);
    say("");
  } catch (error) {
    if (!(error instanceof SignedOut || error instanceof NoLine)) throw error;
    say(error instanceof SignedOut ? words.signed_out : words.broken);
  }
  await countWaiting();
  await draw();
}

/** Say something to whoever looks, and to a screen reader. */
function say(text) {
  const place = document.querySelector("[data-field-status]");
  if (place) place.textContent = text ?? "";
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Draw what was taken along, and how far each report is. */
async function draw(busy = "") {
  if (!panel) return;
  const items = await rowsOf("items");
  const pages = (await rowsOf("pages")).filter((page) => page.id !== office.shell && page.until > Date.now());
  const forms = items.filter((item) => item.kind === "form");
  const own = (page) => (page.many ? undefined : forms.find((one) => one.address === page.id && one.state !== "sent"));
  const rows = pages.map((page) => ({ ...page, item: own(page) }));
  rows.sort((one, other) => one.day.localeCompare(other.day) || one.name.localeCompare(other.name));
  const drawn = new Set(rows.map((row) => row.item?.id));
  const without = forms.filter((one) => !drawn.has(one.id));
  panel.querySelector("[data-field-pages]").replaceChildren(...rows.map((row) => line(row, row.item, busy)));
  panel.querySelector("[data-field-rest]").replaceChildren(...without.map((item) => line({ ...item, id: item.address }, item, busy)));
  panel.querySelector("[data-field-none]").hidden = rows.length + without.length > 0;
}

/** Draw one line: where it leads, what it is, its state, and why where the office said so. */
function line(told, item, busy) {
  const row = element("li", "stop");
  const link = element(item?.state === "sent" ? "span" : "a", "stop-name", told.name);
  const again = item && ["refused", "conflict"].includes(item.state) ? `?isi=${item.id}` : "";
  if (link.tagName === "A") link.href = told.id + again;
  const state = item ? (item.id === busy ? "sending" : item.state) : "ready";
  const badge = element("span", `badge ${{ sent: "good", refused: "bad", conflict: "bad", waiting: "wait" }[state] ?? ""}`, words[state]);
  row.append(link, " ", badge, element("span", "small muted", [told.about, told.day].filter(Boolean).join(" · ")));
  if (item?.message && state !== "sent") row.append(element("span", "error", item.message));
  return row;
}

/** The photographs that somebody took for this form and that are kept on the phone. */
async function photosOf(address) {
  const items = await rowsOf("items");
  return items.filter((item) => item.kind === "photo" && item.address === address && item.user === user());
}

/** Give what the form holds now, without its files; the button is added by hand, for old phones don't. */
function valuesOf(button) {
  const given = [...new FormData(form).entries(), ...(button?.name ? [[button.name, button.value]] : [])];
  return given.filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
}

/** Make a key that nobody else makes; old phones have no function for it. */
function freshUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Where what is being typed stands: each person's own. */
const draftId = (action = form.action) => `draft:${user()}:${action}`;

let pause;

/** Keep what is being typed, a moment after the last key. */
function keepSoon() {
  clearTimeout(pause);
  pause = setTimeout(() => keepDraft(), PAUSE);
}

async function keepDraft() {
  await keep("items", draftId(), { kind: "draft", address: subject.fieldForm }, { values: valuesOf() });
  say(words.kept);
}

/** A form that is filled in many times begins each time with a key of its own, also when it comes from the phone. */
async function freshKey() {
  const known = (await rowsOf("items")).some((item) => item.id === form.elements.key.value);
  const begun = await secretOf("items", draftId());
  if (known && !begun) form.elements.key.value = freshUuid();
}

/** Give what the office refused or asks to decide, where one comes to put it right. */
async function returned() {
  const id = new URLSearchParams(location.search).get("isi");
  return (await rowsOf("items")).find((item) => item.id === id && ["refused", "conflict"].includes(item.state));
}

/** Put back what was typed before, and show the photographs that are on the phone. */
async function restore() {
  const again = await returned();
  const kept = (await secretOf("items", draftId())) ?? (again && (await secretOf("items", again.id)));
  for (const [name, value] of kept?.values ?? []) {
    const fields = form.elements.namedItem(name);
    if (!fields || name.startsWith("arrived-")) continue;
    for (const one of fields instanceof RadioNodeList ? fields : [fields]) {
      if (one.type === "radio" || one.type === "checkbox") {
        if (one.value !== value || one.checked) continue;
        one.checked = true;
        one.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (one.type !== "file" && one.type !== "submit") one.value = value;
    }
  }
  if (again?.message) say(again.message);
  const shownByOffice = (photo) => photo.state === "sent" && document.documentElement.dataset.kept === undefined;
  for (const photo of await photosOf(subject.fieldForm)) if (!shownByOffice(photo)) await show(photo);
}

/** Show a photograph that is on the phone below its question. */
async function show(photo) {
  const input = form.querySelector(`input[type=file][name="${CSS.escape(photo.field)}"]`);
  const place = input?.closest(".field, fieldset, section") ?? form;
  const figure = element("figure", "kept-photo");
  const picture = element("img", "");
  picture.src = URL.createObjectURL(new Blob([await secretOf("items", photo.id)], { type: "image/jpeg" }));
  picture.alt = photo.name;
  const away = element("button", "button quiet small", words.remove);
  away.type = "button";
  away.addEventListener("click", async () => {
    await forget("items", photo.id);
    URL.revokeObjectURL(picture.src);
    figure.remove();
  });
  figure.append(picture, away);
  place.append(figure);
}

/** Keep the photographs that were just taken: small, sealed, and not in the form, which sends none itself. */
async function takePhotos(input) {
  const files = [...input.files];
  input.value = "";
  for (const file of files) {
    const isDrawn = file.type === "image/png";
    const bytes = await (isDrawn ? file : await shrunk(file)).arrayBuffer();
    const photo = {
      kind: "photo",
      state: "waiting",
      user: user(),
      address: subject.fieldForm,
      field: input.name,
      name: file.name || "foto.jpg",
      sha256: await hashOf(bytes),
    };
    const id = freshUuid();
    await keep("items", id, photo, bytes);
    await show({ ...photo, id });
  }
  say(words.kept);
}

/** Keep the whole form to be sent, send it if there is signal, and go where one sees what became of it. */
async function handIn(button) {
  clearTimeout(pause);
  for (const input of form.querySelectorAll("input[type=file]")) await takePhotos(input);
  const address = subject.fieldForm;
  const photos = await photosOf(address);
  const values = [...valuesOf(button), ...photos.map((photo) => [`arrived-${photo.field}`, photo.id])];
  const id = form.elements.key.value;
  const open = {
    kind: "form",
    state: "waiting",
    user: user(),
    address,
    name: subject.fieldName,
    about: subject.fieldAbout,
    day: "",
    message: "",
    photos: photos.map((photo) => photo.id),
    many: subject.fieldMany !== undefined,
    last: button?.name !== "later",
  };
  await keep("items", id, open, { values });
  if (open.many) await forget("items", draftId());
  await countWaiting();
  await send();
  const sent = (await rowsOf("items")).find((item) => item.id === id);
  if (sent?.state === "sent") await forget("items", draftId());
  if (sent?.state === "refused") return location.assign(`${address}?isi=${id}`);
  location.assign((sent?.state === "sent" && sent.seen) || office.shell);
}

/** Let the office show the form and its question itself; what was typed stays here until the office has it. */
async function handInByPage(item) {
  await keepDraft();
  await forget("items", item.id);
  sessionStorage.setItem("sentra-field-settling", form.action);
  await countWaiting();
  form.submit();
}

/** Forget what the office has since: one comes to another page only once it took the form. */
async function settle() {
  const settling = sessionStorage.getItem("sentra-field-settling");
  if (!settling || settling.endsWith(location.pathname)) return;
  sessionStorage.removeItem("sentra-field-settling");
  await forget("items", draftId(settling));
}

/** Let a form be kept and sent by this script. What was chosen before it ran is taken up too. */
async function beginForm() {
  let again;
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") return keepSoon();
    event.stopPropagation();
    takePhotos(event.target);
  }, true);
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter?.name;
    if (pressed === "remove") return;
    event.preventDefault();
    if (["keep", "add"].includes(pressed)) return keepDraft();
    const asked = again?.state === "conflict" && navigator.onLine;
    (asked ? handInByPage(again) : handIn(event.submitter)).catch(() => say(words.broken));
  });
  again = await returned();
  await freshKey();
  await restore();
  for (const input of form.querySelectorAll("input[type=file]")) if (input.files.length) await takePhotos(input);
}

/** Let the page of the field show what is on the phone, take along and send. */
async function beginPanel() {
  panel.hidden = false;
  panel.querySelector("[data-field-take]").addEventListener("click", async (event) => {
    event.target.disabled = true;
    say(words.taking);
    const [taken, all] = await takeAlong().catch(() => [-1, 0]);
    say(taken < 0 ? words.broken : taken === all ? words.taken : words.taken_partly);
    event.target.disabled = false;
    await draw();
  });
  panel.querySelector("[data-field-send]").addEventListener("click", send);
  await draw();
  await send();
}

async function begin() {
  if (form && user()) await beginForm();
  await navigator.serviceWorker.register("/petugas/lapangan/pekerja.js", { scope: "/petugas/" }).catch(() => null);
  await navigator.storage?.persist?.();
  await tidy();
  await settle();
  await countWaiting();
  window.addEventListener("online", send);
  if (panel) await beginPanel();
}

if ("serviceWorker" in navigator && "indexedDB" in window && window.crypto?.subtle) begin();
