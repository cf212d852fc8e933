/** The two buttons of the leader's page. Everything else works without scripts. */

import { request } from "./api.js";
import { byId } from "./dom.js";

byId("print").addEventListener("click", () => window.print());
byId("logout").addEventListener("click", async () => {
  await request("DELETE", "/api/session").catch(() => {});
  location.assign("/konsoll");
});
