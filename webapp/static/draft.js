// 書きかけの回答: what was typed survives a reload and a lost connection, in this tab of this browser alone. The server
// never sees it before it is sent, since an anonymous answer must not be kept beside a name; closing the tab forgets it.
const PREFIX = "tateyama-draft-";
const OWN = ["csrf_token", "visit"];

const form = document.querySelector("form[data-draft]");
const sent = document.querySelector("[data-draft-sent]");

function typed() {
  return [...new FormData(form)].filter(([name, value]) => !OWN.includes(name) && value !== "");
}

function restore(kept) {
  for (const [name, value] of kept) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

if (sent) sessionStorage.removeItem(PREFIX + sent.dataset.draftSent);

if (form) {
  const key = PREFIX + form.dataset.draft;
  // What the server sent back is newer than what lies here.
  if (typed().length === 0) restore(JSON.parse(sessionStorage.getItem(key) || "[]"));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(typed())));
  form.addEventListener("submit", (event) => {
    const note = document.getElementById("unsent");
    note.hidden = navigator.onLine;
    if (!navigator.onLine) event.preventDefault();
  });
}
