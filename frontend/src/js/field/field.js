// The surveyor's work without signal: takes forms along, keeps what is filled in, and sends it when there is signal.
//
// One way alone leads from a form to the office: it is kept on the phone first, then sent. So a report is the same
// whether the signal is good, bad or gone, and closing the browser loses nothing.

import { beginForm, form } from "./form.js";
import { user } from "./ground.js";
import { beginPanel, countWaiting, send } from "./panel.js";
import { tidy } from "./provisions.js";

/** Tell whether this browser works in the field: a page that was taken along says so, whatever else was lost. */
const isInField = () => document.documentElement.dataset.kept !== undefined || localStorage.getItem("sentra-field-user");

async function begin() {
  if (form && user && isInField()) {
    await beginForm();
    performance.mark("field-form");
  }
  await navigator.serviceWorker.register("/petugas/lapangan/pekerja.js", { scope: "/petugas/" }).catch(() => null);
  await navigator.storage?.persist?.();
  await tidy();
  await countWaiting();
  window.addEventListener("online", send);
  await beginPanel();
}

if ("serviceWorker" in navigator && "indexedDB" in window && window.crypto?.subtle) begin();
