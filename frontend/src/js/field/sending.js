// Sends what waits on the phone: photographs first, piece by piece, then the reports and census records that need them.
//
// An item is `waiting`, `sent`, `refused` (it must be put right) or `conflict` (a person must decide). Whatever breaks
// in between leaves it waiting, and holds no other back: each item has a key of its own, so that the office keeps one that
// comes twice once.

import { draftId } from "./ground.js";
import { forget, keep, note, rowsOf, secretOf } from "./vault.js";

const PIECE = 128 * 1024;
const SHOWN_FOR = 24 * 3600_000;
const CONFLICT = 409;
const TO_CORRECT = 422;
const REFUSED = [400, 403, 404, 413, TO_CORRECT];

export class SignedOut extends Error {}

/** The line broke, or the office can't answer: what waits goes on waiting. The message is the office's, if it gave one. */
export class NoLine extends Error {}

/** Ask the office; a redirect to the sign-in means that the session has ended. */
async function asked(address, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  const sent = fetch(address, { ...options, headers, redirect: "manual", credentials: "same-origin" });
  const answer = await sent.catch(() => { throw new NoLine(); });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  return answer;
}

/** Give what the office said; nothing where it is no word of ours. */
const saidIn = (answer) => answer.json().catch(() => ({}));

/** Tell whether the office refused; a 403 without a word of ours is a token that went old, as another signed in. */
const isRefused = (answer, said) => REFUSED.includes(answer.status) && (answer.status !== 403 || said.message);

/** Give who is signed in, and the token that a form of ours needs now: the one in a page taken along may be old. */
export async function signedIn(office) {
  const answer = await asked(office.ready);
  if (!answer.ok) throw new NoLine((await saidIn(answer)).message);
  return answer.json();
}

/** Send one photograph from where the office has it; gives the office's word on it. */
async function sendPhoto(office, token, item) {
  const bytes = await secretOf("items", item.id);
  if (!bytes) return {};
  const address = office.photo.replace("KEY", item.id);
  let { received = 0, arrived, message } = await saidIn(await asked(address));
  let started = 0;
  while (!arrived) {
    if (received === 0 && started++ > 2) return { state: "refused", message };
    const answer = await asked(address, {
      method: "POST",
      body: bytes.slice(received, received + PIECE),
      headers: {
        "Content-Type": "application/octet-stream",
        "X-CSRFToken": token,
        "X-Offset": String(received),
        "X-Size": String(bytes.byteLength),
        "X-Sha256": item.sha256,
        "X-Name": encodeURIComponent(item.name),
      },
    });
    const said = await saidIn(answer);
    if (isRefused(answer, said)) return { state: "refused", message: said.message };
    if (said.received === undefined) return {};
    ({ received, arrived, message } = said);
  }
  return { state: "sent" };
}

/** Send one form with the keys of its photographs; gives the office's word on it. */
async function sendForm(token, item) {
  const { values } = await secretOf("items", item.id);
  const body = new URLSearchParams(values);
  const answer = await asked(item.address, { method: "POST", body, headers: { "X-CSRFToken": token } });
  const said = await saidIn(answer);
  const { message, address: seen, choices = [] } = said;
  if (answer.status === CONFLICT) return { state: "conflict", message, choices };
  if (isRefused(answer, said)) return { state: "refused", message, onForm: answer.status === TO_CORRECT };
  return answer.ok && seen ? { state: "sent", seen } : {};
}

/** Leave of what arrived only that it arrived: what was in it is the office's now. What was only saved goes on here. */
async function empty({ photos, many, ...item }, seen) {
  for (const photo of photos) await forget("items", photo);
  const draft = draftId(item.address, item.user);
  if (!item.last) {
    await note("items", draft, { saved: true });
    return forget("items", item.id);
  }
  if (!many) for (const [store, id] of [["items", draft], ["pages", item.address]]) await forget(store, id);
  await keep("items", item.id, { ...item, photos: [], state: "sent", seen, until: Date.now() + SHOWN_FOR }, {});
}

/** Send one form, once all of its photographs are there; one that the office refused is put right on the form. */
async function sendWhole(token, item) {
  const photos = (await rowsOf("items")).filter((one) => item.photos.includes(one.id));
  const refused = photos.find((photo) => photo.state === "refused");
  if (refused) return note("items", item.id, { state: "refused", message: refused.message });
  if (photos.some((photo) => photo.state !== "sent")) return undefined;
  const { choices, ...told } = await sendForm(token, item);
  if (choices) return keep("items", item.id, { ...item, ...told }, { ...(await secretOf("items", item.id)), choices });
  await note("items", item.id, told);
  return told.state === "sent" ? empty(item, told.seen) : undefined;
}

/** Send all that waits and belongs to whoever is signed in. Two pages never send at once; `tell` hears of each item. */
export async function sendAll(office, tell) {
  return navigator.locks.request("sentra-field", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const { user, token } = await signedIn(office);
    const waiting = (await rowsOf("items")).filter((item) => item.user === user && item.state === "waiting");
    waiting.sort((one, other) => one.at - other.at);
    for (const item of waiting.filter((one) => one.kind === "photo")) {
      tell(item.id);
      await note("items", item.id, await sendPhoto(office, token, item));
    }
    for (const item of waiting.filter((one) => one.kind === "form")) {
      tell(item.id);
      await sendWhole(token, item);
    }
  });
}
