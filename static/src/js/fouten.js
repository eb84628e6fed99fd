// After a form came back with faults, reading begins there.
export function focusErrors(document) {
  document.getElementById("fouten")?.focus();
}
