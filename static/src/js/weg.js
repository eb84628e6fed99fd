// Leaving quickly: the page is gone at once, and the browser's back button does not bring it back.
export function leaveAtOnce(document) {
  for (const link of document.querySelectorAll("[data-snel-weg]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.body.hidden = true;
      window.location.replace(link.href);
    });
  }
}
