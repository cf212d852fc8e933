/**
 * The service worker of the parent's page: when web cannot be reached, a visit or a reload shows the numbers and a plain
 * sentence instead of the browser's error. Always the network first, so that nobody is shown an old page while web is up.
 * It answers for "/" and for its own style sheets alone; the interface, the console and all else never pass through it.
 *
 * Web sends it with the constant KEPT before it: {name, pages: {language: path}, sheets: [path]}.
 */

/* global KEPT */

self.addEventListener("install", (event) => {
  const paths = [...Object.values(KEPT.pages), ...KEPT.sheets];
  const fresh = paths.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(KEPT.name).then((cache) => cache.addAll(fresh)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOthers(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = KEPT.pages[url.searchParams.get("lang")] ?? KEPT.pages.nb;
  const path = url.pathname + url.search;
  if (request.mode === "navigate" && url.pathname === "/") event.respondWith(freshOr(page, request));
  else if (KEPT.sheets.includes(path)) event.respondWith(freshOr(path, request));
});

/** «Lukk raskt»: nothing of ours stays in this browser. */
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(Promise.all([caches.delete(KEPT.name), self.registration.unregister()]));
});

/** What web answers, or what was kept when nothing answers, or only something in front of a web that is down. */
async function freshOr(path, request) {
  try {
    const answer = await fetch(request);
    return answer.status < 500 ? answer : ((await caches.match(path)) ?? answer);
  } catch (error) {
    const kept = await caches.match(path);
    if (kept) return kept;
    throw error;
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  return Promise.all(names.filter((name) => name !== KEPT.name).map((name) => caches.delete(name)));
}
