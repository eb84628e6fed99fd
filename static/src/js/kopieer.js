// A button beside a number that copies it.
export function offerCopy(document) {
  if (!navigator.clipboard) return;
  for (const knop of document.querySelectorAll("button[data-kopieer]")) {
    knop.hidden = false;
    knop.addEventListener("click", async () => {
      await navigator.clipboard.writeText(knop.dataset.kopieer);
      const eerst = knop.textContent;
      knop.textContent = knop.dataset.gelukt;
      setTimeout(() => (knop.textContent = eerst), 3000);
    });
  }
}
