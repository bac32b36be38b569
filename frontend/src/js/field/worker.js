// Answers for the office where there is no signal: with the forms that were taken along, and what they need to look right.

import { secretOf } from "./vault.js";

const SHELL = "sentra-shell";
const FIELD = "/petugas/lapangan/";
const PATIENCE = 8000;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** Give a page that was taken along, as long as it may be kept. */
async function takenAlong(path) {
  const kept = await secretOf("pages", path);
  return kept?.until > Date.now() ? kept : undefined;
}

/** Give a page that was taken along, marked as such; the page of the field where this one wasn't. */
async function keptPage(path) {
  const kept = (await takenAlong(path)) ?? (await takenAlong(FIELD));
  if (!kept) return Response.error();
  const body = kept.html.replace("<html", "<html data-kept");
  return new Response(body, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": kept.policy ?? "default-src 'self'" },
  });
}

/** Ask the office; where the signal is too weak to answer in time, the page that was taken along does. */
async function page(request, path) {
  const asked = fetch(request).catch(() => keptPage(path));
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  return Promise.race([asked, patience.then(async () => ((await takenAlong(path)) ? keptPage(path) : asked))]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith("/petugas/")) {
    event.respondWith(page(request, address.pathname));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(
      caches.open(SHELL).then(async (shell) => (await shell.match(address.pathname)) ?? fetch(request)),
    );
  }
});
