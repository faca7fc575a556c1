// A phone in a room with a bad connection: what could not be sent waits in the browser and is sent later, by whoever
// pressed the button. The server knows when the code was seen and records it once, however often this sends.
const WAITING = "tateyama-attendance";
const SEND_AGAIN_AFTER = 10000;

const waiting = () => JSON.parse(localStorage.getItem(WAITING) || "{}");
const keep = (all) => localStorage.setItem(WAITING, JSON.stringify(all));

function forget(path) {
  const all = waiting();
  delete all[path];
  keep(all);
}

async function post(path, form) {
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer.status >= 500) throw new Error("later");
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(page) {
  const now = page.querySelector("main");
  if (now) document.querySelector("main").replaceWith(now);
}

async function press(event) {
  event.preventDefault();
  const form = event.target;
  const path = location.pathname;
  form.querySelector("button").disabled = true;
  try {
    show(await post(path, form));
    forget(path);
  } catch {
    keep({ ...waiting(), [path]: form.dataset.enrolment });
    document.getElementById("waits").hidden = false;
    setTimeout(sendAll, SEND_AGAIN_AFTER);
  }
}

async function sendAll() {
  for (const [path, enrolment] of Object.entries(waiting())) {
    try {
      const answer = await fetch(path);
      if (answer.status >= 500) throw new Error("later");
      // Signed out, or somebody else is signed in here now: it waits for its person.
      if (answer.redirected && new URL(answer.url).pathname !== path) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = page.querySelector("form[data-enrolment]");
      const whose = (form || page.querySelector("[data-enrolment]"))?.dataset.enrolment;
      if (answer.ok && whose !== enrolment) continue;
      if (answer.status === 403 || answer.status === 404) continue;
      const after = form ? await post(path, form) : page;
      forget(path);
      if (location.pathname === path) show(after);
    } catch {
      setTimeout(sendAll, SEND_AGAIN_AFTER);
      return;
    }
  }
}

document.querySelector("form[data-enrolment]")?.addEventListener("submit", press);
addEventListener("online", sendAll);
sendAll();
