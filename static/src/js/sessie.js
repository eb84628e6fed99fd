// Warns two minutes before a login ends, and lets one go on.
const VOORAF = 2;

export function warnBeforeEnd(body) {
  const minuten = Number(body.dataset.sessieMinuten);
  if (!minuten) return;
  setTimeout(() => show(body), Math.max(1, minuten - VOORAF) * 60_000);
}

function show(body) {
  const vak = body.querySelector("[data-sessie-waarschuwing]");
  if (!vak) return;
  vak.hidden = false;
  vak.querySelector("button")?.focus();
}
