// この画面で解く: what is typed is saved by itself, 実行 shows its result in place, and lines are numbered while typing.
// Without this script everything works by buttons. There is no websocket: short requests alone.
const QUIET = 3000;
const AGAIN = [300, 500, 1000, 2000];

const form = document.getElementById("work");
const saved = document.getElementById("saved");
let timer = 0;
let typed = 0;
let kept = 0;
let aside = false;

function say(words) {
  saved.textContent = words;
}

async function send(address, options = {}) {
  const answer = await fetch(address, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
    redirect: "manual",
    ...options,
  });
  if ((answer.headers.get("Content-Type") || "").includes("json")) return answer.json();
  if (answer.status >= 500) throw new Error(String(answer.status));
  return { state: "refused", message: form.dataset.signedOut };
}

function take(told, upTo) {
  say(told.message);
  if (told.state === "aside") aside = true; // both are kept; writing on would only make more of them
  if (told.state !== "saved") return false;
  kept = Math.max(kept, upTo);
  for (const [id, revision] of Object.entries(told.revisions)) {
    form.elements.namedItem(`revision-${id}`).value = revision;
  }
  return true;
}

// In a class nothing is kept on the server: this tab alone remembers what was typed, in every answer of the module.
const answers = () => [...form.elements].filter((field) => field.name.startsWith("text-"));

function remember() {
  for (const field of answers()) sessionStorage.setItem(`${form.dataset.tab}-${field.name}`, field.value);
  kept = typed;
  say(form.dataset.kept);
}

function recall() {
  for (const field of answers()) {
    const text = sessionStorage.getItem(`${form.dataset.tab}-${field.name}`);
    if (text !== null) field.value = text;
  }
}

let busy = Promise.resolve();
let waiting = 0;
// One after another: two at once would begin with the same revision, and look like two devices.
function inTurn(work) {
  waiting += 1;
  busy = busy.then(work, work).finally(() => (waiting -= 1));
  return busy;
}

async function save(options) {
  if (kept === typed || aside) return;
  if (form.dataset.tab) return remember();
  const upTo = typed;
  say(form.dataset.saving);
  try {
    take(await send(form.action, options), upTo);
  } catch {
    say(form.dataset.away);
    later();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => inTurn(save), form.dataset.tab ? 300 : QUIET);
}

async function look(turn = 0) {
  let answer;
  try {
    answer = await fetch(form.dataset.shown, { redirect: "manual" });
  } catch {
    return setTimeout(() => look(turn + 1), 2000);
  }
  if (!answer.ok) return form.dataset.over ? location.assign(form.dataset.over) : location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("shown");
  document.getElementById("shown").replaceWith(fresh);
  if ("underWay" in fresh.dataset) setTimeout(() => look(turn + 1), Math.max(AGAIN[Math.min(turn, AGAIN.length - 1)], fresh.dataset.again || 0));
  else fresh.scrollIntoView({ block: "nearest" });
}

function showRunning() {
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  words.textContent = form.dataset.running;
  document.getElementById("shown").replaceChildren(words);
}

async function run(button) {
  const upTo = typed;
  button.disabled = true;
  if (form.dataset.tab) remember();
  showRunning();
  try {
    const told = await send(button.formAction);
    if (told.state === "ask") return sendWhole(button.formAction);
    take(told, upTo);
    await look();
  } catch {
    say(form.dataset.away);
    await look();
  } finally {
    button.disabled = false;
  }
}

// Something is to be asked before this is sent, on a page of its own.
function sendWhole(address) {
  form.action = address;
  form.submit();
}

function number(area) {
  const numbers = area.parentElement.querySelector(".numbers");
  if (!numbers) return;
  const lines = area.value.split("\n").length;
  if (numbers.textContent.split("\n").length - 1 !== lines) {
    numbers.textContent = Array.from({ length: lines }, (_, line) => `${line + 1}\n`).join("");
    area.rows = Math.max(4, lines + 1);
  }
}

if (form) {
  if (form.dataset.tab) recall();
  for (const area of form.querySelectorAll("textarea")) {
    number(area);
    area.addEventListener("input", () => {
      typed += 1;
      number(area);
      if (!aside) say(form.dataset.unsaved);
      later();
    });
  }
  for (const keys of form.querySelectorAll(".keys")) keys.hidden = false;
  form.addEventListener("click", (event) => {
    const key = event.target.closest("[data-types]");
    if (!key) return;
    const area = document.getElementById(key.dataset.into);
    area.setRangeText(key.dataset.types, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
    area.focus();
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    clearTimeout(timer);
    if (button && "run" in button.dataset) {
      event.preventDefault();
      inTurn(() => run(button));
    } else if (button && "save" in button.dataset) {
      event.preventDefault();
      typed += 1;
      inTurn(save);
    } else if (form.dataset.tab) {
      remember();
    } else if (waiting > 0) {
      event.preventDefault();
      busy.finally(() => form.requestSubmit(button));
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") inTurn(() => save({ keepalive: true }));
  });
  const shown = document.getElementById("shown");
  if (shown && "underWay" in shown.dataset) look();
}
