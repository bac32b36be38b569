// A day's way on the map: the numbered stops of the list beside it, joined by a line.
import { control, divIcon, latLngBounds, map as makeMap, marker, polyline, tileLayer } from "leaflet/dist/leaflet-src.esm.js";

const NEAREST = 17;

function element(tag, className, words) {
  return Object.assign(document.createElement(tag), { className, textContent: words });
}

/** Draw the stops that have a place; each leads to its line in the list. */
function draw(box) {
  const told = box.dataset;
  const stops = [...document.querySelectorAll("[data-stop]")].filter(({ dataset }) => dataset.latitude);
  if (!stops.length) return;
  const points = stops.map(({ dataset }) => [Number(dataset.latitude), Number(dataset.longitude)]);
  box.hidden = false;
  const map = makeMap(box, { zoomControl: false, attributionControl: Boolean(told.tiles), maxZoom: NEAREST });
  control.zoom({ zoomInTitle: told.zoomIn, zoomOutTitle: told.zoomOut }).addTo(map);
  if (told.tiles) tileLayer(told.tiles, { maxZoom: NEAREST, attribution: told.credit }).addTo(map);
  map.fitBounds(latLngBounds(points).pad(0.2), { animate: false, maxZoom: 15 });
  polyline(points, { className: "way", interactive: false }).addTo(map);
  stops.forEach((stop, place) => {
    const icon = divIcon({ className: "", html: element("span", "pin legal", stop.dataset.stop), iconSize: [26, 26] });
    const link = element("a", "", stop.dataset.name);
    link.href = `#${stop.id}`;
    const pin = marker(points[place], { icon, title: `${stop.dataset.stop}. ${stop.dataset.name}` }).bindPopup(link).addTo(map);
    pin.getElement()?.setAttribute("aria-label", pin.options.title);
  });
}

const box = document.querySelector("#route-map");
if (box) draw(box);
