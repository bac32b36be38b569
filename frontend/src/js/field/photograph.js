// A photograph, made small on the phone: a village's signal carries 200 kB where it doesn't carry 5 MB.

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** Give a photograph as a JPEG of at most 1,600 pixels a side; one that can't be drawn is sent as it is. */
export async function shrunk(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return small && small.size < file.size ? small : file;
}

/** Give the SHA-256 of bytes in hexadecimal. */
export async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
