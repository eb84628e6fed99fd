// A button beside a number that copies it.
export function offerCopy(document) {
  if (!navigator.clipboard) return;
  for (const knop of document.querySelectorAll("button[data-kopieer]")) {
    knop.hidden = false;
    knop.addEventListener("click", async () => {
      if (knop.textContent === knop.dataset.gelukt) return;
      await navigator.clipboard.writeText(knop.dataset.kopieer);
      const eerst = { tekst: knop.textContent, naam: knop.getAttribute("aria-label") ?? "" };
      // The name goes with the text: who hears the page hears that it worked.
      knop.setAttribute("aria-label", eerst.naam.replace(eerst.tekst, knop.dataset.gelukt));
      knop.textContent = knop.dataset.gelukt;
      setTimeout(() => {
        knop.textContent = eerst.tekst;
        knop.setAttribute("aria-label", eerst.naam);
      }, 3000);
    });
  }
}
