"use strict";
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const say = document.getElementById("say"), told = document.body.dataset;
  all("button[hidden],[data-js]").forEach((e) => { e.hidden = false; });
  all("button:not(#openall)").forEach((b) => b.addEventListener("click", async () => {
    const source = document.getElementById(b.dataset.copy) ?? b.previousElementSibling, name = b.textContent;
    try { await navigator.clipboard.writeText(source.textContent); b.textContent = told.done; }
    catch { getSelection().selectAllChildren(source); b.textContent = told.sel; }
    setTimeout(() => { b.textContent = name; }, 3000);
  }));
  const unfold = (e) => { for (; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true; };
  const open = document.getElementById("openall"), query = document.getElementById("q");
  if (open) open.addEventListener("click", () => {
    const on = open.getAttribute("aria-pressed") !== "true";
    open.setAttribute("aria-pressed", on);
    all("details").forEach((d) => { d.open = on; });
  });
  let entries, texts;
  const filter = () => {
    entries ??= [...all("[data-find],figure.ev,.gaps tbody tr,.l tr")];
    texts ??= entries.map((e) => e.textContent.toLowerCase());
    const wanted = query.value.trim().toLowerCase();
    const kept = entries.filter((e, i) => { e.hidden = !texts[i].includes(wanted); return !e.hidden; });
    if (wanted && kept.length < 60) kept.forEach((e) => unfold(e.parentElement));
    say.textContent = wanted && say.dataset.shown.replace("{n}", kept.length).replace("{all}", entries.length);
    history.replaceState(null, "", wanted ? "#find=" + encodeURIComponent(query.value.trim()) : "#");
  };
  if (query) {
    query.addEventListener("input", filter);
    document.addEventListener("keydown", (e) => {
      const typing = /^(INPUT|TEXTAREA)$/.test(e.target.tagName);
      if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
        e.preventDefault();
        query.focus();
      } else if (e.key === "Escape" && e.target === query) {
        query.value = "";
        filter();
      }
    });
  }
  const reveal = () => {
    if (query && location.hash.startsWith("#find=")) {
      try { query.value = decodeURIComponent(location.hash.slice(6)); } catch { return; }
      return filter();
    }
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) e.hidden = false;
    unfold(target);
    const inner = target.querySelector(":scope>details");
    if (inner) inner.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
