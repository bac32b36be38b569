// What makes forms easier where scripts run; every page works without it.

/** Show only the villages of the chosen district. */
function narrowVillages(villages) {
  const district = villages.form?.elements[villages.dataset.narrowedBy];
  if (!district) return;
  const all = [...villages.querySelectorAll("optgroup")];
  const narrow = () => {
    const chosen = villages.value;
    const wanted = all.filter((group) => !district.value || group.firstElementChild?.value.startsWith(`${district.value}.`));
    villages.querySelectorAll("optgroup").forEach((group) => group.remove());
    villages.append(...wanted);
    villages.value = wanted.some((group) => [...group.children].some((option) => option.value === chosen)) ? chosen : "";
  };
  district.addEventListener("change", narrow);
  narrow();
}

/** Show a question only where another answer of the same page calls for it: `data-when="has_nib=yes"`. */
function followAnswer(part) {
  const [name, wanted] = part.dataset.when.split("=");
  const form = part.closest("form");
  // Only the fields of that answer are read: the whole form, for each of sixty questions, makes a cheap phone stutter.
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const isGiven = (one) => (!["radio", "checkbox"].includes(one.type) || one.checked) && wanted.split("|").includes(one.value);
  const show = () => {
    part.hidden = !fields.some(isGiven);
    if (part.matches("details")) part.open = !part.hidden;
  };
  form.addEventListener("change", ({ target }) => (target === form || fields.includes(target)) && show());
  show();
}

/** A form is sent once, however often the button is pressed; coming back to the page frees it again. */
function sendOnce(event) {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sending) return event.preventDefault();
  if (form.method !== "post") return;
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-busy", "true");
}

function freeForms() {
  document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

/** Group the digits of an amount while it is typed: 25000000 becomes 25.000.000. */
function groupDigits(event) {
  if (/[a-z,]/i.test(event.target.value.replace(/^\s*rp/i, ""))) return; // "15 ribu", "1,5 juta": the office reads that
  const digits = event.target.value.replace(/\D/g, "").slice(0, 15);
  event.target.value = digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
}

const LONGEST_SIDE = 2000;
const SMALL_ENOUGH = 900_000;

/** Make photographs smaller before they go out: a cheap phone on a slow net sends a tenth. */
async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL_ENOUGH) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
}

async function shrinkChosen(event) {
  const input = event.target;
  const button = input.form?.querySelector("[type=submit]");
  button?.setAttribute("aria-busy", "true");
  try {
    const shrunk = await Promise.all([...input.files].map((file) => shrink(file).catch(() => file)));
    const carrier = new DataTransfer();
    shrunk.forEach((file) => carrier.items.add(file));
    input.files = carrier.files;
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

/** Fill a place in from where the phone is: latitude and longitude, as they are copied from a map. */
function askPlace(input) {
  if (!("geolocation" in navigator)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = input.dataset.pin;
  const told = document.createElement("p");
  told.className = "small";
  told.setAttribute("role", "status");
  const place = ({ coords }) => {
    input.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
    const near = input.form?.elements[input.dataset.pinAccuracy];
    if (near) near.value = String(Math.round(coords.accuracy));
    told.textContent = `± ${Math.round(coords.accuracy)} m`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const refused = () => { told.textContent = input.dataset.pinRefused; };
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(place, refused, { enableHighAccuracy: true, timeout: 20_000 });
  });
  input.after(button, told);
}

document.querySelectorAll("[data-when]").forEach(followAnswer);
/** Add a button that shows a password while it is typed: fewer typing errors on a small keyboard. */
function revealable(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain small";
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? input.dataset.hide : input.dataset.reveal;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  show(false);
  input.after(button);
}

document.querySelectorAll("input[data-reveal]").forEach(revealable);
document.querySelectorAll("select[data-narrowed-by]").forEach(narrowVillages);
document.querySelectorAll("input[data-pin]").forEach(askPlace);
document.querySelectorAll("input[data-money]").forEach((input) => input.addEventListener("input", groupDigits));
document.querySelectorAll("input[type=file][data-shrink]").forEach((input) => input.addEventListener("change", shrinkChosen));
/** Signing out wipes what was kept on the phone for the field; what is not sent yet is asked for first. */
function wipeField(event) {
  const waiting = Number(localStorage.getItem("sentra-field-waiting"));
  if (waiting && !confirm(event.target.dataset.unsent.replace("#", waiting))) return event.preventDefault();
  Object.keys(localStorage).filter((name) => name.startsWith("sentra-field")).forEach((name) => localStorage.removeItem(name));
  indexedDB?.deleteDatabase("sentra-field");
}

/** Tell the catalogue that a page of it was looked at, once a day, or that a way to its maker was pressed: no more. */
function tellSeen(page) {
  const { seen, maker, product = "" } = page.dataset;
  const tell = (way) => navigator.sendBeacon?.(seen, new URLSearchParams({ maker, product, way }));
  const today = new Date().toISOString().slice(0, 10);
  try {
    const kept = JSON.parse(localStorage.getItem("sentra-seen") ?? "{}");
    const pages = kept.day === today ? kept.pages : [];
    if (!pages.includes(`${maker}/${product}`)) {
      localStorage.setItem("sentra-seen", JSON.stringify({ day: today, pages: [...pages, `${maker}/${product}`] }));
      tell("view");
    }
  } catch {
    // A browser that keeps nothing isn't counted.
  }
  page.querySelectorAll("[data-way]").forEach((link) => link.addEventListener("click", () => tell(link.dataset.way)));
}

document.querySelectorAll("[data-seen]").forEach(tellSeen);
document.querySelectorAll("form[data-unsent]").forEach((form) => form.addEventListener("submit", wipeField));
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
document.querySelectorAll("[data-focus]").forEach((part) => part.focus());
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", freeForms);
