// Signing on the screen: what is drawn goes out as a picture, in a file field beside the name. Without scripts a tick stands.

const INK = "#1d2030";
const WIDTH = 2.4;
const SIDE = { width: 900, height: 300 };

/** Make a canvas to draw on with a finger, a pen or a mouse. */
function makePad(place) {
  const canvas = Object.assign(document.createElement("canvas"), SIDE);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", place.dataset.label);
  const carrier = Object.assign(document.createElement("input"), { type: "file", name: place.dataset.signature, hidden: true });
  const clear = Object.assign(document.createElement("button"), { type: "button", className: "button plain small", textContent: place.dataset.clear });
  place.append(canvas, carrier, clear);
  place.hidden = false;
  const pen = canvas.getContext("2d");
  const wipe = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    carrier.value = "";
    place.classList.remove("drawn");
  };
  wipe();
  draw(canvas, pen, () => keep(canvas, carrier, place));
  clear.addEventListener("click", () => {
    wipe();
    tell(carrier);
  });
}

/** Follow the pointer while it is down; `done` is called when it is lifted. */
function draw(canvas, pen, done) {
  let last = null;
  const at = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return [((clientX - box.left) * canvas.width) / box.width, ((clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = at(event);
    pen.strokeStyle = INK;
    pen.lineWidth = (WIDTH * canvas.width) / canvas.clientWidth;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
  });
  ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => {
    if (last) done();
    last = null;
  }));
}

/** Put what was drawn into the file field. */
function keep(canvas, carrier, place) {
  canvas.toBlob((blob) => {
    if (!blob) return;
    const files = new DataTransfer();
    files.items.add(new File([blob], "tanda-tangan.png", { type: "image/png" }));
    carrier.files = files.files;
    place.classList.add("drawn");
    tell(carrier);
  }, "image/png");
}

/** Let whoever keeps the form know, as if somebody had chosen a file. */
const tell = (carrier) => carrier.dispatchEvent(new Event("change", { bubbles: true }));

document.querySelectorAll("[data-signature]").forEach(makePad);
