"use strict";
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const plain = (text) => text.normalize("NFKC").toLowerCase();
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
  let leaves, holders, waiting;
  const filter = () => {
    leaves ??= [...all("figure.ev,.l tr,[data-find]:not(:has(figure.ev,.l tr))")].map((e) => ({ e, text: plain(e.textContent), on: true }));
    holders ??= [...all("[data-find]:has(figure.ev,.l tr)")].reverse().map((e) => ({
      e,
      text: [...e.querySelectorAll("h2,h3,h4,h5,p,dl,ol,ul,.t,summary,:scope>tr>*")].filter((own) => !own.closest("figure.ev,.l")).map((own) => plain(own.textContent)).join(" "),
    }));
    const wanted = plain(query.value.trim());
    let kept = 0;
    for (const leaf of leaves) {
      const on = leaf.text.includes(wanted);
      kept += on;
      if (on !== leaf.on) leaf.e.hidden = !(leaf.on = on);
    }
    for (const { e, text } of holders) {
      e.hidden = !text.includes(wanted) && !e.querySelector("figure.ev:not([hidden]),.l tr:not([hidden])");
      kept += !e.hidden;
    }
    if (wanted && kept < 60) leaves.forEach((leaf) => leaf.on && unfold(leaf.e.parentElement));
    say.textContent = wanted && say.dataset.shown.replace("{n}", kept).replace("{all}", leaves.length + holders.length);
  };
  const keep = () => {
    filter();
    const wanted = query.value.trim();
    history.replaceState(null, "", wanted ? "#find=" + encodeURIComponent(wanted) : "#");
  };
  if (query) {
    query.addEventListener("input", () => {
      clearTimeout(waiting);
      if (leaves) waiting = setTimeout(keep, 90); else keep();
    });
    document.addEventListener("keydown", (e) => {
      const typing = /^(INPUT|TEXTAREA)$/.test(e.target.tagName);
      if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
        e.preventDefault();
        query.focus();
      } else if (e.key === "Escape" && e.target === query) {
        query.value = "";
        keep();
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
    if (query?.value && target.closest("[hidden]")) { query.value = ""; filter(); }
    unfold(target);
    const inner = target.querySelector(":scope>details");
    if (inner) inner.open = true;
    const there = () => target.scrollIntoView({ behavior: "instant" });
    there();
    requestAnimationFrame(() => requestAnimationFrame(there)); // what was skipped above it may have another height
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
