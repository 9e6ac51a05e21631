"use strict";
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const say = document.getElementById("say");
  const tell = (text) => { if (say) say.textContent = text; };
  all("button[hidden],[data-js]").forEach((e) => { e.hidden = false; });
  all("button[data-copy]").forEach((b) => b.addEventListener("click", async () => {
    const source = document.getElementById(b.dataset.copy), name = b.textContent;
    try { await navigator.clipboard.writeText(source.textContent); b.textContent = document.body.dataset.done; }
    catch { getSelection().selectAllChildren(source); b.textContent = document.body.dataset.sel; }
    setTimeout(() => { b.textContent = name; }, 3000);
  }));
  const open = document.getElementById("openall"), query = document.getElementById("q");
  if (open) open.addEventListener("click", () => {
    const on = open.getAttribute("aria-pressed") !== "true";
    open.setAttribute("aria-pressed", on);
    all("details").forEach((d) => { d.open = on; });
  });
  if (query) {
    const entries = [...all("[data-find]")];
    let texts;
    query.addEventListener("input", () => {
      texts ??= entries.map((e) => e.textContent.toLowerCase());
      const wanted = query.value.trim().toLowerCase();
      let n = 0;
      entries.forEach((e, i) => { e.hidden = wanted !== "" && !texts[i].includes(wanted); n += !e.hidden; });
      tell(say.dataset.shown.replace("{n}", n).replace("{all}", entries.length));
    });
    document.addEventListener("keydown", (e) => {
      if (e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !/^(INPUT|TEXTAREA)$/.test(e.target.tagName)) {
        e.preventDefault();
        query.focus();
      }
    });
  }
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    const inner = target.querySelector(":scope>details");
    if (inner) inner.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
