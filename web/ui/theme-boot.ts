// Runs before the first paint, as a classic script in <head>, so that a chosen theme never flashes in the other one.
// It is its own file because the content security policy allows no inline script, and it must stay without import and
// export (.tools/theme-boot.ts puts it into the page). theme.ts changes the choice later.
try {
  const choice = localStorage.getItem("fala.theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset["theme"] = choice;
} catch {
  // Storage may be forbidden (third-party frame, strict privacy): the system's theme holds.
}
