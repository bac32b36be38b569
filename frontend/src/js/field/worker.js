// Answers for the office where there is no signal: with the forms that were taken along, and what they need to look right.

import { secretOf } from "./vault.js";

const SHELL = "sentra-shell";
const FIELD = "/petugas/lapangan/";

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** Give a page that was taken along, marked as such; the page of the field where this one wasn't. */
async function keptPage(path) {
  const kept = (await secretOf("pages", path)) ?? (await secretOf("pages", FIELD));
  if (!kept) return Response.error();
  const body = kept.html.replace("<html", "<html data-kept");
  return new Response(body, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": kept.policy ?? "default-src 'self'" },
  });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith("/petugas/")) {
    event.respondWith(fetch(request).catch(() => keptPage(address.pathname)));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(
      caches.open(SHELL).then(async (shell) => (await shell.match(address.pathname)) ?? fetch(request)),
    );
  }
});
