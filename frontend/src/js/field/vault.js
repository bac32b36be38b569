// What the surveyor takes along and brings back, in the browser's own database, sealed by a key that can't leave it.
//
// `pages` are forms with what is known of a business; `items` are photographs, reports and census records, each with a
// state; `keys` holds the key. Only what the list needs to sort and to count stands unsealed in a row; what is sealed lies
// apart in `sealed`, so that a list of a hundred photographs doesn't read them.

const NAME = "sentra-field";
const VERSION = 2;
const STORES = ["keys", "pages", "items", "sealed"];
const KEY = "seal";

let opening;

/** Open the database; where a browser has none, this fails, and the page says so. */
function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const missing = STORES.filter((store) => !request.result.objectStoreNames.contains(store));
      missing.forEach((store) => request.result.createObjectStore(store, { keyPath: "id" }));
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Ask one store or two in a transaction of its own; done only when all of it is on the disk. */
async function ask(stores, mode, question) {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(stores, mode, { durability: "strict" });
    const request = question(...[stores].flat().map((store) => transaction.objectStore(store)));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Give the key, made at the first use: with it one can seal and open, but nobody can read the key itself. */
async function key() {
  const kept = await ask("keys", "readonly", (rows) => rows.get(KEY));
  if (kept) return kept.key;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await ask("keys", "readwrite", (rows) => rows.add({ id: KEY, key: made })).catch(() => null);
  return (await ask("keys", "readonly", (rows) => rows.get(KEY))).key;
}

/** Where the secret of a row lies. */
const place = (store, id) => `${store}/${id}`;

/** Keep a row: what `open` names stands unsealed, `secret` (bytes, or what JSON can hold) is sealed. */
export async function keep(store, id, open, secret) {
  const isBytes = secret instanceof ArrayBuffer;
  const bytes = isBytes ? secret : new TextEncoder().encode(JSON.stringify(secret));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes);
  await ask([store, "sealed"], "readwrite", (rows, sealed) => {
    sealed.put({ id: place(store, id), isBytes, iv, data });
    return rows.put({ ...open, id });
  });
}

/** Change what stands unsealed in a row, in one transaction: another page may be writing. */
export function note(store, id, open) {
  return ask(store, "readwrite", (rows) => {
    const asked = rows.get(id);
    asked.onsuccess = () => asked.result && rows.put({ ...asked.result, ...open });
    return asked;
  });
}

/** Give the secret of a row; undefined where there is no such row. */
export async function secretOf(store, id) {
  // What was kept by the first version lies in the row itself.
  const row = (await ask("sealed", "readonly", (rows) => rows.get(place(store, id)))) ?? (await ask(store, "readonly", (rows) => rows.get(id)));
  if (!row?.data) return undefined;
  const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await key(), row.data);
  return row.isBytes ? bytes : JSON.parse(new TextDecoder().decode(bytes));
}

/** Give all rows of a store without their secrets. */
export async function rowsOf(store) {
  const rows = await ask(store, "readonly", (all) => all.getAll());
  return rows.map(({ iv, data, ...open }) => open);
}

export function forget(store, id) {
  return ask([store, "sealed"], "readwrite", (rows, sealed) => {
    sealed.delete(place(store, id));
    return rows.delete(id);
  });
}

/** Wipe everything, the key first: without it the rest is noise, whatever a disk still holds. */
export async function wipe() {
  await ask("keys", "readwrite", (rows) => rows.clear());
  (await database()).close();
  opening = undefined;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
}
