// A page that waits for something shows it without being loaded anew: what is marked data-follow is asked for again and
// again. Focus and scrolling stay where they are, which a page that refreshes itself would take from its reader.
const PAUSE = 2000;

async function follow() {
  const shown = [...document.querySelectorAll("[data-follow]")];
  if (shown.length === 0) return;
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return location.reload(); // it is ready elsewhere, or may not be looked at any more
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-follow]")) {
      for (const old of shown) old.replaceWith(page.getElementById(old.id));
    } else {
      document.querySelector("main").replaceWith(page.querySelector("main"));
    }
  } catch {
    // The server is away for a moment; the next asking finds it.
  }
  setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
