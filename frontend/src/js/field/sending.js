// Sends what waits on the phone: photographs first, piece by piece, then the reports and census records that need them.
//
// An item is `waiting`, `sent`, `refused` (it must be put right) or `conflict` (a person must decide). Whatever breaks
// in between leaves it waiting: each item has a key of its own, so that the office keeps one that comes twice once.

import { forget, keep, note, rowsOf, secretOf } from "./vault.js";

const PIECE = 128 * 1024;
const SHOWN_FOR = 24 * 3600_000;
const CONFLICT = 409;
const REFUSED = [400, 403, 404, 413, 422];

export class SignedOut extends Error {}

/** Ask the office; a redirect to the sign-in means that the session has ended. */
async function asked(address, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  const answer = await fetch(address, { ...options, headers, redirect: "manual", credentials: "same-origin" });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  return answer;
}

/** Give who is signed in, and the token that a form of ours needs now: the one in a page taken along may be old. */
export async function signedIn(office) {
  const answer = await asked(office.ready);
  if (!answer.ok) throw new Error(`the office answered ${answer.status}`);
  return answer.json();
}

/** Send one photograph from where the office has it; gives the office's word on it. */
async function sendPhoto(office, token, item) {
  const bytes = await secretOf("items", item.id);
  const address = office.photo.replace("KEY", item.id);
  let { received, arrived } = await (await asked(address)).json();
  let started = 0;
  while (!arrived) {
    if (received === 0 && started++ > 2) return { state: "refused", why: "broken" };
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
    const said = await answer.json();
    if (answer.status !== CONFLICT && REFUSED.includes(answer.status)) return { state: "refused", why: said.message };
    if (!answer.ok && said.received === undefined) throw new Error(`the office answered ${answer.status}`);
    ({ received, arrived } = said);
  }
  return { state: "sent" };
}

/** Send one form with the keys of its photographs; gives the office's word on it. */
async function sendForm(token, item) {
  const { values } = await secretOf("items", item.id);
  const body = new URLSearchParams(values);
  const answer = await asked(item.address, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (answer.status === CONFLICT) return { state: "conflict", ...(await answer.json()) };
  if (REFUSED.includes(answer.status)) return { state: "refused", ...(await answer.json()) };
  if (!answer.ok) throw new Error(`the office answered ${answer.status}`);
  return { state: "sent", seen: (await answer.json()).address };
}

/** Leave of what arrived only that it arrived: what was in it is the office's now. */
async function empty(item) {
  const { id, kind, user, address, name, about, day, photos } = item;
  for (const photo of photos) await forget("items", photo);
  if (!item.many) await forget("pages", address);
  const row = (await rowsOf("items")).find((one) => one.id === id);
  const until = Date.now() + SHOWN_FOR;
  await keep("items", id, { kind, user, address, name, about, day, photos: [], state: "sent", seen: row.seen, until }, {});
}

/** Send all that waits and belongs to whoever is signed in. Two pages never send at once; `tell` hears of each item. */
export async function sendAll(office, tell) {
  return navigator.locks.request("sentra-field", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const { user, token } = await signedIn(office);
    const waiting = (await rowsOf("items")).filter((item) => item.user === user && item.state === "waiting");
    for (const item of waiting.filter((one) => one.kind === "photo")) {
      tell(item.id, "sending");
      await note("items", item.id, await sendPhoto(office, token, item));
      tell(item.id);
    }
    const photos = new Map((await rowsOf("items")).filter((one) => one.kind === "photo").map((one) => [one.id, one.state]));
    for (const item of waiting.filter((one) => one.kind !== "photo")) {
      if (item.photos.some((id) => photos.has(id) && photos.get(id) !== "sent")) continue;
      tell(item.id, "sending");
      const told = await sendForm(token, item);
      await note("items", item.id, told);
      if (told.state === "sent") await empty(item);
      tell(item.id);
    }
  });
}
