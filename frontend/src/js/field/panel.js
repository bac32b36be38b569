// The page of the field: what is on the phone, how far each report is, and what only a person can decide.

import { forget, keep, rowsOf, secretOf } from "./vault.js";
import { button, draftId, element, office, say, user, words } from "./ground.js";
import { NoLine, SignedOut, sendAll } from "./sending.js";
import { takeAlong } from "./provisions.js";

const TONES = { sent: "good", refused: "bad", conflict: "bad", waiting: "wait", begun: "wait" };
const panel = document.querySelector("[data-field]");
const isUnsent = (item) => item.kind === "form" && item.state !== "sent";

/** Give what is kept but not sent: forms, and what was begun and not handed in. */
function unsent(items) {
  const forms = items.filter(isUnsent);
  const isHandedIn = (draft) => forms.some((form) => !form.many && draft.id === draftId(form.address, form.user));
  return [...forms, ...items.filter((item) => item.kind === "draft" && !isHandedIn(item))];
}

/** Note how much waits, so that signing out can warn. */
export async function countWaiting() {
  const waiting = unsent(await rowsOf("items")).filter((item) => !item.saved);
  localStorage.setItem("sentra-field-waiting", String(waiting.length));
}

/** Send all that waits, and draw each change. */
export async function send() {
  if (!navigator.onLine) return say(words.offline);
  try {
    await sendAll(office, draw);
    say("");
  } catch (error) {
    if (!(error instanceof SignedOut || error instanceof NoLine)) throw error;
    say(error instanceof SignedOut ? words.signed_out : error.message || words.broken);
  }
  await countWaiting();
  await draw();
}

let turn = 0;

/** Draw what was taken along, and how far each report is. A colleague's are counted only. */
async function draw(busy = "") {
  if (!panel) return;
  const mine = (turn += 1);
  const all = await rowsOf("items");
  const items = all.filter((item) => item.user === user);
  const pages = (await rowsOf("pages")).filter((page) => page.id !== office.shell && page.user === user && page.until > Date.now());
  const open = unsent(items);
  const own = (page) => open.find((one) => one.address === page.id && (one.kind === "draft" || !page.many));
  const rows = pages.map((page) => ({ ...page, item: own(page) }));
  rows.sort((one, other) => one.day.localeCompare(other.day) || one.name.localeCompare(other.name));
  const drawn = new Set(rows.map((row) => row.item?.id));
  const without = [...open, ...items.filter((item) => item.state === "sent" && item.kind === "form")].filter((one) => !drawn.has(one.id));
  const lines = (some) => Promise.all(some.map((row) => line(row, row.item, busy)));
  const above = await lines(rows);
  const below = await lines(without.map((item) => ({ ...item, id: item.address, item })));
  if (mine !== turn) return;
  exchange("[data-field-pages]", above);
  exchange("[data-field-rest]", below);
  panel.querySelector("[data-field-none]").hidden = above.length + below.length > 0;
  panel.querySelector("[data-field-others]").hidden = !all.some((item) => isUnsent(item) && item.user !== user);
}

/** Put new lines in the place of old ones, under the eyes and fingers of whoever reads: what was opened stays open. */
function exchange(place, lines) {
  const list = panel.querySelector(place);
  const old = new Map([...list.children].map((row) => [row.dataset.of, row]));
  const held = document.activeElement;
  const holder = held?.closest("[data-of]");
  list.replaceChildren(...lines);
  for (const row of lines) {
    const [before, after] = [old.get(row.dataset.of), row].map((one) => one?.querySelector("details"));
    if (before && after) after.open = before.open;
    if (!holder || old.get(row.dataset.of) !== holder) continue;
    [...row.querySelectorAll(held.tagName)].find((one) => one.textContent === held.textContent)?.focus({ preventScroll: true });
  }
}

/** Write a day such as `2026-11-26` as people of the page's language do. */
function dayWords(day) {
  const written = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
  return written.format(new Date(`${day}T12:00`));
}

/** Draw one line: where it leads, what it is, its state, why where the office said so, and what can be done. */
async function line(told, item, busy) {
  const state = item ? (item.id === busy ? "sending" : (item.state ?? "begun")) : "ready";
  const stuck = ["refused", "conflict"].includes(item?.state);
  const row = element("li", "stop");
  row.dataset.of = item?.id ?? told.id;
  const link = element(state === "sent" ? "span" : "a", "stop-name", told.name);
  if (link.tagName === "A") link.href = told.id + (stuck ? `?isi=${item.id}` : "");
  row.append(link, " ", element("span", `badge ${TONES[state] ?? ""}`, words[state]));
  row.append(" ", element("span", "small muted", [told.about, told.day && dayWords(told.day)].filter(Boolean).join(" · ")));
  if (item?.message && state !== "sent") row.append(element("span", "error", item.message));
  if (item?.state === "conflict") row.append(...(await choices(item)));
  if (stuck || item?.kind === "draft") row.append(reading(item), button("plain small", words.away, () => throwAway(item)));
  return row;
}

/** Draw the ways to decide that the office offers. */
async function choices(item) {
  const offered = (await secretOf("items", item.id))?.choices ?? [];
  return offered.map((choice) => {
    const way = button("quiet", choice.label, () => decide(item, choice));
    if (choice.about) way.append(element("span", "small muted", choice.about));
    return way;
  });
}

/** Send a form again as a person decided. */
async function decide(item, choice) {
  const { values, ...rest } = await secretOf("items", item.id);
  const given = [...values.filter(([name]) => name !== choice.name), [choice.name, choice.value]];
  await keep("items", item.id, { ...item, state: "waiting", message: "" }, { ...rest, values: given, choices: [] });
  await draw();
  await send();
}

/** Let what was filled in be read, also where its form can't be opened any more. */
function reading(item) {
  const part = element("details", "kept-words");
  part.append(element("summary", "small", words.typed));
  part.addEventListener("toggle", async () => {
    if (!part.open || part.querySelector("dl")) return;
    const { values = [], labels = {} } = (await secretOf("items", item.id)) ?? {};
    const list = element("dl", "");
    for (const [name, value] of values) {
      if (!labels[name] || !value) continue;
      list.append(element("dt", "small muted", labels[name]), element("dd", "", labels[`${name}=${value}`] ?? value));
    }
    part.append(list);
    for (const photo of await photosFor(item)) part.append(await pictureOf(photo));
  });
  // Which of several it is can't be told from its name.
  part.open = item.many && item.state === "conflict";
  return part;
}

/** Give the photographs on the phone that belong to a form or to what was begun. */
async function photosFor(item) {
  const photos = (await rowsOf("items")).filter((one) => one.kind === "photo" && one.user === item.user);
  return photos.filter((photo) => (item.photos ? item.photos.includes(photo.id) : photo.address === item.address));
}

/** Show a photograph that is on the phone. */
export async function pictureOf(photo) {
  const picture = element("img", "kept-picture");
  picture.src = URL.createObjectURL(new Blob([await secretOf("items", photo.id)], { type: "image/jpeg" }));
  picture.alt = photo.name;
  return picture;
}

/** Throw away what the office won't take, once somebody said so. */
async function throwAway(item) {
  if (!confirm(words.surely)) return;
  for (const photo of await photosFor(item)) await forget("items", photo.id);
  await forget("items", item.id);
  if (!item.many) await forget("items", draftId(item.address, item.user));
  await countWaiting();
  await draw();
}

/** Let the page of the field show what is on the phone, take along and send. */
export async function beginPanel() {
  if (!panel) return;
  panel.hidden = false;
  panel.querySelector("[data-field-take]").addEventListener("click", async (event) => {
    event.target.disabled = true;
    say(words.taking);
    const [taken, all] = await takeAlong(panel.dataset.provisions).catch(() => [-1, 0]);
    say(taken < 0 ? words.broken : taken === all ? words.taken : words.taken_partly);
    event.target.disabled = false;
    await draw();
  });
  panel.querySelector("[data-field-send]").addEventListener("click", send);
  await draw();
  await send();
}
