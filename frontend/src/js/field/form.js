// A form on the phone: what is typed and photographed is kept at once, handing in keeps the whole, then sends it.

import { forget, keep, rowsOf, secretOf } from "./vault.js";
import { button, draftId, element, office, say, user, words } from "./ground.js";
import { countWaiting, pictureOf, send } from "./panel.js";
import { hashOf, shrunk } from "./photograph.js";

const PAUSE = 800;
const subject = document.querySelector("[data-field-form]")?.dataset;
export const form = document.querySelector("[data-field-form]")?.closest("form");

/** The photographs that somebody took for this form and that are kept on the phone, in the order of taking. */
async function photosOf(field) {
  const own = (item) => item.kind === "photo" && item.address === subject.fieldForm && item.user === user;
  const photos = (await rowsOf("items")).filter((item) => own(item) && (field === undefined || item.field === field));
  return photos.sort((one, other) => one.at - other.at);
}

/** Give what the form holds now, without its files; the button is added by hand, for old phones don't. */
function valuesOf(pressed) {
  const given = [...new FormData(form).entries(), ...(pressed?.name ? [[pressed.name, pressed.value]] : [])];
  return given.filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
}

const inOneLine = (part) => (part?.textContent ?? "").replace(/\s+/g, " ").trim();
let beside;

/** Give the words beside each field and of what was chosen, so that what was typed can be read without the form. */
function labelsOf() {
  beside ??= readLabels();
  const chosen = [...form.querySelectorAll("select")].map((one) => [`${one.name}=${one.value}`, inOneLine(one.selectedOptions[0])]);
  return { ...beside, ...Object.fromEntries(chosen) };
}

/** Read the words beside each field once: they never change. */
function readLabels() {
  const found = {};
  for (const one of form.elements) {
    if (!one.name || ["hidden", "file", "submit"].includes(one.type)) continue;
    const own = inOneLine(one.labels?.[0]);
    const legend = one.closest("fieldset")?.querySelector("legend");
    const isChoice = one.type === "radio" || one.type === "checkbox";
    if (isChoice) found[`${one.name}=${one.value}`] = legend ? own : "✓";
    found[one.name] = isChoice && legend ? inOneLine(legend) : own;
  }
  return found;
}

/** Make a key that nobody else makes; old phones have no function for it. */
function freshUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

let pause;

/** Keep what is being typed, a moment after the last key. */
function keepSoon() {
  clearTimeout(pause);
  pause = setTimeout(keepDraft, PAUSE);
}

async function keepDraft() {
  clearTimeout(pause);
  pause = undefined;
  const open = { kind: "draft", user, address: subject.fieldForm, name: subject.fieldName, about: subject.fieldAbout };
  await keep("items", draftId(subject.fieldForm), { ...open, many: subject.fieldMany !== undefined }, { values: valuesOf(), labels: labelsOf() });
  say(words.kept);
}

/** A form that is filled in many times begins each time with a key of its own, also when it comes from the phone. */
async function freshKey() {
  if (subject.fieldMany === undefined) return;
  const known = (await rowsOf("items")).some((item) => item.id === form.elements.key.value);
  const begun = await secretOf("items", draftId(subject.fieldForm));
  if (known && !begun) form.elements.key.value = freshUuid();
}

/** Give what the office refused or asks to decide, where one comes to put it right. */
async function returned() {
  const id = new URLSearchParams(location.search).get("isi");
  return (await rowsOf("items")).find((item) => item.id === id && item.user === user && ["refused", "conflict"].includes(item.state));
}

/** Put back what was typed before, and show the photographs that are on the phone. */
async function restore() {
  const again = await returned();
  const isKeptPage = document.documentElement.dataset.kept !== undefined;
  const draft = (await rowsOf("items")).find((item) => item.id === draftId(subject.fieldForm));
  const source = draft && (isKeptPage || !draft.saved) ? draft : again;
  if (source) putBack((await secretOf("items", source.id)).values);
  if (again?.message) say(again.message);
  const shownByOffice = (photo) => photo.state === "sent" && !isKeptPage;
  for (const photo of await photosOf()) if (!shownByOffice(photo)) await show(photo);
}

function putBack(values) {
  const chosen = new Set(values.map((pair) => pair.join("=")));
  const typed = new Map(values);
  for (const one of form.elements) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = chosen.has(`${one.name}=${one.value}`);
    else if (!["file", "submit", "button"].includes(one.type) && typed.has(one.name)) one.value = typed.get(one.name);
  }
  form.dispatchEvent(new Event("change"));
}

/** Show a photograph that is on the phone below its question. */
async function show(photo) {
  const input = form.querySelector(`input[type=file][name="${CSS.escape(photo.field)}"]`);
  const place = input?.closest(".field, fieldset, section") ?? form;
  const figure = element("figure", "kept-photo");
  const picture = await pictureOf(photo);
  const away = button("quiet small", words.remove, async () => {
    await forget("items", photo.id);
    URL.revokeObjectURL(picture.src);
    figure.remove();
  });
  figure.append(picture, away);
  place.append(figure);
  return figure;
}

let taking = Promise.resolve();

/** Take photographs in one after the other: a cheap phone has no room for several at once. */
function takeSoon(input) {
  const files = [...input.files];
  input.value = "";
  const drawn = input.closest("[data-signature]");
  taking = taking.then(() => (drawn ? takeDrawn(input.name, files, drawn) : takePhotos(input.name, files)));
  taking = taking.catch(() => say(words.full));
  return taking;
}

/** Keep the photographs that were just taken: small, sealed, and not in the form, which sends none itself. */
async function takePhotos(field, files) {
  for (const file of files) await show(await keepPhoto(field, file, await shrunk(file)));
  say(words.kept);
}

/** Keep a signature as far as it is drawn; it takes the place of the one before. */
async function takeDrawn(field, files, pad) {
  for (const photo of await photosOf(field)) await forget("items", photo.id);
  pad.parentElement.querySelectorAll("figure.kept-photo").forEach((figure) => figure.remove());
  for (const file of files) await keepPhoto(field, file, file);
  say(words.kept);
}

async function keepPhoto(field, { name }, small) {
  const bytes = await small.arrayBuffer();
  const photo = {
    kind: "photo",
    state: "waiting",
    user,
    address: subject.fieldForm,
    field,
    name: name || "foto.jpg",
    at: Date.now(),
    sha256: await hashOf(bytes),
  };
  const id = freshUuid();
  await keep("items", id, photo, bytes);
  return { ...photo, id };
}

/** Take what was chosen before the scripts ran, and wait until all photographs are kept. */
async function allTaken() {
  for (const input of form.querySelectorAll("input[type=file]")) if (input.files.length) takeSoon(input);
  await taking;
}

/** Keep the whole form to be sent, send it if there is signal, and go where one sees what became of it. */
async function handIn(pressed) {
  clearTimeout(pause);
  await allTaken();
  const address = subject.fieldForm;
  const photos = await photosOf();
  const values = [...valuesOf(pressed), ...photos.map((photo) => [`arrived-${photo.field}`, photo.id])];
  const id = form.elements.key.value;
  const open = {
    kind: "form",
    state: "waiting",
    user,
    address,
    name: subject.fieldName,
    about: subject.fieldAbout,
    day: "",
    at: Date.now(),
    message: "",
    photos: photos.map((photo) => photo.id),
    many: subject.fieldMany !== undefined,
    last: pressed?.name !== "later",
  };
  await keep("items", id, open, { values, labels: labelsOf() });
  if (open.many) await forget("items", draftId(address));
  else await keepDraft();
  await countWaiting();
  await send();
  const sent = (await rowsOf("items")).find((item) => item.id === id);
  if (sent?.state === "refused" && sent.onForm) return location.assign(`${address}?isi=${id}`);
  location.assign((sent?.state === "sent" && sent.seen) || office.shell);
}

/** Let a form be kept and sent by this script. What was chosen before it ran is taken up too. */
export async function beginForm() {
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", (event) => {
    if (event.target === form) return;
    if (event.target.type !== "file") return keepSoon();
    event.stopPropagation();
    takeSoon(event.target);
  }, true);
  form.addEventListener("submit", (event) => {
    const pressed = event.submitter?.name;
    if (pressed === "remove") return;
    event.preventDefault();
    if (["keep", "add"].includes(pressed)) return keepDraft();
    handIn(event.submitter).catch(() => say(words.full));
  });
  // A phone that puts the browser away may never wake it again.
  document.addEventListener("visibilitychange", () => document.hidden && pause && keepDraft());
  await freshKey();
  await restore();
  await allTaken();
}
