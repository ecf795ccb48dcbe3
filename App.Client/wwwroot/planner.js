// Runs before first paint: the page must not flash in the wrong theme.
window.planner = {
  isDark: () => document.documentElement.dataset.theme === "dark",
  setDark: dark => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    try { localStorage.setItem("planner-theme", dark ? "dark" : "light"); } catch { /* storage may be off */ }
  },
  ready: () => {
    document.getElementById("starting")?.remove();
    document.documentElement.dataset.interactive = "true";
  },
  openModal: dialog => { if (!dialog.open) dialog.showModal(); },
  closeModal: dialog => dialog.close(),
  closePages: () => { const pages = document.getElementById("pages"); if (pages?.matches(":popover-open")) pages.hidePopover(); },
  usePasskey: async options => JSON.stringify(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) })),
  makePasskey: async options => JSON.stringify(await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) })),
  reveal: id => document.getElementById(id)?.scrollIntoView({ block: "center" }),
  // Unsaved changes, an entry for each page that made some; while that page is open they are its own and found by no other.
  holdDraft: page => { navigator.locks?.request(`planner-draft-${page}`, () => new Promise(() => {})); },
  keepDraft: (key, text) => { try { localStorage.setItem(key, text); } catch { /* storage may be off or full */ } },
  forgetDraft: key => { try { localStorage.removeItem(key); } catch { /* storage may be off */ } },
  findDrafts: async start => {
    const open = new Set((await navigator.locks?.query())?.held.map(lock => lock.name));
    try {
      return Object.keys(localStorage).filter(key => key.startsWith(start) && !open.has(`planner-draft-${key.slice(start.length)}`)).map(key => localStorage.getItem(key));
    } catch { return []; }
  },
  // Waits for the page that was gone to, opens what hides the place and goes there.
  seek: (name, until = Date.now() + 10000) => {
    const found = document.getElementById(name) ?? document.querySelector(name.startsWith("*") ? `main [data-testid$="${name.slice(1)}"]` : `main [data-testid="${name}"]`);
    if (!found) { if (Date.now() < until) setTimeout(() => planner.seek(name, until), 100); return; }
    for (let outer = found.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    found.scrollIntoView({ block: "center" });
    if (found.matches("input, select, textarea, button")) found.focus({ preventScroll: true });
  },
  download: (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }
};
(() => {
  let theme = null;
  try { theme = localStorage.getItem("planner-theme"); } catch { /* storage may be off */ }
  theme ??= matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
})();
