// Drag and drop, and progress. Everything works without this.
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const mark = (on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    zone.requestSubmit();
  });
  zone.addEventListener("submit", (event) => {
    const size = [...field.files].reduce((sum, file) => sum + file.size, 0);
    field.setCustomValidity(size > Number(zone.dataset.most) ? "This is larger than the page takes." : "");
    if (!field.reportValidity()) event.preventDefault();
  });
  field.addEventListener("change", () => field.setCustomValidity(""));
}
// what is dropped beside a zone must not take the page away
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

const ask = async (address) => (await fetch(address, { headers: { Accept: "application/json" } })).json();

const job = document.body.dataset.job;
if (job) {
  const step = document.querySelector("[data-step]"), count = document.querySelector("[data-count]");
  const look = async () => {
    try {
      const found = await ask(job);
      if (found.over) { location.replace(found.then); return; }
      const words = found.step ? `${found.step} …` : "Waiting for its turn …";
      if (step.textContent !== words) step.textContent = words;
      count.textContent = `${found.steps} ${found.steps === 1 ? "step" : "steps"} so far. This page shows the result when it is done.`;
    } catch { step.textContent = "The page does not answer. It may have been closed: start kccreport again, and open the workbook there; nothing half-made is left."; count.textContent = ""; }
    setTimeout(look, 700);
  };
  setTimeout(look, 300);
}

const watched = document.body.dataset.watch;
if (watched) {
  let stays = 0; // from then on: what was pressed leads elsewhere, and to load this page anew would lose its answer
  window.addEventListener("beforeunload", () => { stays = Date.now() + 60000; });
  window.addEventListener("pageshow", () => { stays = 0; });
  const isLeaving = () => Date.now() < stays;
  const look = async () => {
    if (!document.hidden && !isLeaving()) {
      try {
        const found = await ask(watched);
        if (!isLeaving() && found.stamp && found.stamp !== document.body.dataset.stamp) {
          document.querySelector("[data-watch-words]").textContent = "The workbook was saved; checking it again.";
          location.replace(location.pathname);
          return;
        }
      } catch { /* the server is gone; the page stays readable */ }
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}
