// A second click while a form is on its way does nothing.
export function sendOnce(document) {
  document.addEventListener("submit", (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (formulier.dataset.verstuurd) {
      gebeurtenis.preventDefault();
      return;
    }
    formulier.dataset.verstuurd = "ja";
    setTimeout(() => delete formulier.dataset.verstuurd, 8000);
  });
}
