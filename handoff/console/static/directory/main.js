/** The page where staff keep the directory right: sign in, search, and what is on the screen. */

import { ApiError, request } from "../api.js";
import { confirmIn } from "../console/keys.js";
import { showView, signOut, tellLogin, wireLogin } from "../console/login.js";
import { byId, el, onSubmit } from "../dom.js";
import { t } from "../texts.js";
import { openEdit, wireEdit } from "./edit.js";
import { showCounts, showHistory, showLines, showReports } from "./lists.js";
import { showKommune } from "./kommune.js";
import { showStale } from "./stale.js";

const MAY = { edit: false };
const open = { number: null, detail: null };

/** Show the page to whoever is signed in, else the login. */
async function start() {
  try {
    await overview();
    showView(true);
    const asked = new URLSearchParams(location.search).get("kommune");
    if (asked) await openKommune(asked);
  } catch (error) {
    failed(error);
  }
}

async function overview() {
  const answer = await request("GET", "/api/directory");
  MAY.edit = answer.may_edit;
  byId("read-only").hidden = answer.may_edit;
  byId("pages").replaceChildren(...answer.pages.map(({ path, name }) => el("a", { class: "quiet", href: path, text: name })));
  showLines("content-problems", "content-problem-list", answer.content_problems);
  showLines("doubts", "doubt-list", answer.doubts);
  showReports("reports", answer.reports, { onSeen: seeTo, onOpen: (number) => guarded(() => openKommune(number)), mayEdit: MAY.edit });
  showCounts(answer.counts);
  if (byId("stale-details").open) await stale();
  if (open.number === null) showHistory(answer.changes, { onUndo: undo, mayEdit: MAY.edit });
}

/** The list over all kommuner, asked for when somebody opens it. */
async function stale() {
  const { kommuner } = await request("GET", "/api/directory/stale");
  showStale(kommuner, (number) => guarded(() => openKommune(number)));
}

async function search() {
  const words = byId("words").value.trim();
  if (!words) return;
  await guarded(async () => {
    const { kommuner } = await request("GET", `/api/kommuner?q=${encodeURIComponent(words)}`);
    byId("search-state").textContent = kommuner.length
      ? t("search_found", { count: kommuner.length })
      : t("search_none", { name: words });
    byId("hits").hidden = kommuner.length < 2;
    byId("hits").replaceChildren(...kommuner.map(hit));
    if (kommuner.length === 1) await openKommune(kommuner[0].kommunenummer);
    else byId("hits").querySelector("button")?.focus();
  });
}

function hit({ kommunenummer, navn }) {
  const onclick = () => guarded(() => openKommune(kommunenummer));
  return el("li", {}, el("button", { type: "button", class: "quiet", onclick, text: `${navn} (${kommunenummer})` }));
}

async function openKommune(number) {
  await load(number);
  byId("hits").hidden = true;
  byId("kommune-title").focus();
}

async function load(number) {
  const detail = await request("GET", `/api/directory/${number}`);
  open.number = number;
  open.detail = detail;
  history.replaceState(null, "", `?kommune=${number}`);
  document.title = `${detail.navn} – ${t("title")}`;
  byId("overview").hidden = true;
  byId("kommune").hidden = false;
  showKommune(detail, { mayEdit: MAY.edit, onEdit: edit });
  byId("kommune-reports-section").hidden = detail.reports.length === 0;
  showReports("kommune-reports", detail.reports, { onSeen: seeTo, mayEdit: MAY.edit });
  showHistory(detail.changes, { onUndo: undo, mayEdit: MAY.edit });
}

async function toOverview() {
  open.number = open.detail = null;
  history.replaceState(null, "", location.pathname);
  document.title = t("title");
  byId("kommune").hidden = true;
  byId("overview").hidden = false;
  byId("words").focus();
  await overview();
}

/** Ask again for what is on the screen, so that it is what stands in the file now. */
async function refresh() {
  if (open.number) await load(open.number);
  await overview();
}

function edit(what, field) {
  const { number } = open;
  openEdit({
    number,
    service: () => [...open.detail.services, ...open.detail.more, open.detail.site].find((one) => one.what === what),
    field,
    onSaved: (said) =>
      guarded(async () => {
        await refresh();
        announce([t("saved"), ...said].join(" "));
        document.querySelector(`[data-edit="${what}.${field}"]`)?.focus();
      }),
    onConflict: refresh,
    onProblem: failed,
  });
}

async function undo(change) {
  byId("undo-text").textContent = t("undo_text", { name: change.label, value: change.old || t("empty") });
  if (!(await confirmIn(byId("undo-dialog")))) return;
  await guarded(async () => {
    await request("POST", `/api/directory/changes/${change.id}/undo`, { body: {}, timeoutMs: 60000 });
    await refresh();
    announce(t("undone"));
    byId("history-title").focus();
  });
}

async function seeTo(report) {
  await guarded(async () => {
    await request("POST", `/api/directory/reports/${report.id}/seen`, { body: {} });
    await refresh();
    announce(t("report_done"));
    byId(open.number ? "kommune-title" : "reports-title").focus();
  });
}

/** Do something that may be refused; what was wrong is said on the page. */
async function guarded(work) {
  tellError("");
  announce("");
  try {
    await work();
    byId("net").hidden = true;
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  if (error instanceof ApiError && error.status === 401) {
    const wasIn = document.body.dataset.view === "work";
    document.querySelector("dialog[open]")?.close();
    showView(false);
    tellLogin(wasIn ? t("session_over") : "");
  } else if (error instanceof ApiError) {
    tellError(error.sentence || t("error"));
  } else {
    byId("net").textContent = t("net_lost");
    byId("net").hidden = false;
  }
}

function tellError(text) {
  byId("error").textContent = text;
  byId("error").hidden = text === "";
}

function announce(text) {
  byId("announce").textContent = text;
}

onSubmit("search", search);
byId("stale-details").addEventListener("toggle", () => {
  if (byId("stale-details").open) guarded(stale);
});
byId("to-overview").addEventListener("click", () => guarded(toOverview));
byId("logout").addEventListener("click", async () => {
  await signOut();
  location.assign(location.pathname);
});
wireLogin(start);
wireEdit();
start();
