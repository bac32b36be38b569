// Taking along: the forms of the visits that are planned, the page of the field, and what they need to look right.

import { forget, keep, rowsOf } from "./vault.js";
import { office, user } from "./ground.js";
import { signedIn } from "./sending.js";

const SHELL = "sentra-shell";
const HOUR = 3600_000;

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
  await keep("pages", told.address, { ...told, user, until }, { html, policy, until });
  return true;
}

/** Take along the forms of the visits that are planned, and the page of the field; gives how many, and of how many. */
export async function takeAlong(provisions) {
  await signedIn(office);
  const answer = await fetch(provisions, { headers: { Accept: "application/json" }, redirect: "manual" });
  const { hours, pages } = await answer.json();
  localStorage.setItem("sentra-field-user", String(user));
  const until = Date.now() + hours * HOUR;
  const wanted = new Set([office.shell, ...pages.map((one) => one.address)]);
  for (const page of await rowsOf("pages")) if (!wanted.has(page.id)) await forget("pages", page.id);
  await takePage({ address: office.shell, name: "", about: "", day: "" }, until);
  let taken = 0;
  for (const page of pages) taken += await takePage(page, until);
  return [taken, pages.length];
}

/** Throw away what is past its time: forms with what is known of a business, and what has arrived. */
export async function tidy() {
  const now = Date.now();
  for (const page of await rowsOf("pages")) if (page.until < now) await forget("pages", page.id);
  for (const item of await rowsOf("items")) if (item.until < now) await forget("items", item.id);
}
