// The map of the register: pins of what is in sight, clustered by the server; names of districts from the table below.
import { control, divIcon, latLngBounds, map as makeMap, layerGroup, marker, tileLayer } from "leaflet/dist/leaflet-src.esm.js";

const MANY = 1000;
const NEAREST = 18;
const NAMES_FROM = 9;

/** Draw the map into its box; its data attributes say where, of what, and in which words. */
function draw(box) {
  const told = box.dataset;
  const [west, south, east, north] = told.bounds.split(",").map(Number);
  const bounds = latLngBounds([south, west], [north, east]);
  box.hidden = false;
  const map = makeMap(box, { zoomControl: false, attributionControl: Boolean(told.tiles), maxZoom: NEAREST, worldCopyJump: false });
  control.zoom({ zoomInTitle: told.zoomIn, zoomOutTitle: told.zoomOut }).addTo(map);
  if (told.tiles) tileLayer(told.tiles, { maxZoom: NEAREST, attribution: told.credit }).addTo(map);
  map.fitBounds(bounds.pad(0.05), { animate: false, maxZoom: 15 });
  const near = () => box.classList.toggle("far", map.getZoom() < NAMES_FROM);
  map.on("zoomend", near); // before the names are placed: what isn't drawn has no place
  near();
  nameDistricts(map);
  const drawn = layerGroup().addTo(map);
  const legend = Object.fromEntries([...document.querySelectorAll("[data-standing]")].map((one) => [one.dataset.standing, one]));
  let asked = 0;
  const fault = faultOf(told.fault);

  async function refresh() {
    const turn = ++asked;
    const query = new URLSearchParams(told.query);
    query.set("box", boxOf(map));
    query.set("zoom", String(map.getZoom()));
    try {
      const answer = await fetch(`${told.pins}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (turn !== asked) return;
      drawn.clearLayers();
      found.pins.forEach((pin) => pinOf(pin, legend[pin.standing]).addTo(drawn));
      found.clusters.forEach((cluster) => clusterOf(cluster, told.cluster, map).addTo(drawn));
      drawn.eachLayer((one) => one.getElement()?.setAttribute("aria-label", one.options.title));
      fault.remove();
    } catch {
      if (turn === asked) fault.addTo(map);
    }
  }
  map.on("moveend", refresh);
  refresh();
}

/** Give the window in degrees, kept on earth. */
function boxOf(map) {
  const sight = map.getBounds();
  const within = (value, most) => Math.min(Math.max(value, -most), most);
  return [within(sight.getWest(), 180), within(sight.getSouth(), 90), within(sight.getEast(), 180), within(sight.getNorth(), 90)]
    .map((side) => side.toFixed(6))
    .join(",");
}

function nameDistricts(map) {
  const names = [...document.querySelectorAll("tr[data-district]")].map(({ dataset }) => {
    const name = element("span", "district-name", dataset.district);
    const icon = divIcon({ className: "", html: name, iconSize: [0, 0], iconAnchor: [0, 0] });
    marker([dataset.latitude, dataset.longitude], { icon, interactive: false, keyboard: false, zIndexOffset: 1000 }).addTo(map);
    return name;
  });
  const place = () => placeNames(names);
  map.on("zoomend", place);
  document.fonts.ready.then(place);
  place();
}

/** Let no name lie on another: one that would stands above its pins, and where that is taken, too, it is left to the table. */
function placeNames(names) {
  const taken = [];
  for (const name of names) {
    name.classList.remove("above", "hidden");
    if (free(name, taken)) continue;
    name.classList.add("above");
    if (!free(name, taken)) name.classList.add("hidden");
  }
}

function free(name, taken) {
  const here = name.getBoundingClientRect();
  const meets = (there) => here.left < there.right && there.left < here.right && here.top < there.bottom && there.top < here.bottom;
  if (taken.some(meets)) return false;
  taken.push(here);
  return true;
}

function pinOf(pin, { textContent: sign, dataset: { label: words } }) {
  const icon = divIcon({ className: "", html: element("span", `pin ${pin.standing}`, sign), iconSize: [26, 26] });
  return marker(pin.at, { icon, title: `${pin.name}: ${words}` }).bindPopup(() => popupOf(pin, words));
}

function popupOf(pin, words) {
  const popup = document.createElement("div");
  const link = element("a", "", pin.name);
  link.href = pin.url;
  const name = document.createElement("p");
  name.append(link);
  popup.append(name, element("p", "small", `${pin.number} · ${words}`));
  return popup;
}

function clusterOf(cluster, words, map) {
  const many = cluster.count >= MANY;
  const shown = many ? `${Math.round(cluster.count / MANY)}k` : String(cluster.count);
  const size = many ? 53 : 42;
  const icon = divIcon({ className: "", html: element("span", `cluster${many ? " many" : ""}`, shown), iconSize: [size, size] });
  const title = `${cluster.count} ${words} ${cluster.legal}`;
  return marker(cluster.at, { icon, title }).on("click keypress", (event) => {
    if (event.type === "click" || event.originalEvent.key === "Enter") map.setView(cluster.at, Math.min(map.getZoom() + 2, NEAREST));
  });
}

/** A line on the map that says that the pins couldn't be read. */
function faultOf(words) {
  const line = control({ position: "bottomleft" });
  line.onAdd = () => {
    const shown = element("p", "fault", words);
    shown.setAttribute("role", "alert");
    return shown;
  };
  return line;
}

function element(tag, className, words) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = words;
  return made;
}

const box = document.querySelector("#map");
if (box) draw(box);
