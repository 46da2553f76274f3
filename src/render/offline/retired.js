// Releases readers whose browsers keep this book for when there is no network: forgets what is
// kept, and leaves. It stands here because the book no longer keeps anything.
"use strict";

const OURS = `briefbook ${self.registration.scope} `;

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
