// 訪問記録 on a phone: rows without a round trip, what is known of an organisation filled in, and nothing lost where the
// line is bad: what could not be sent stays in this browser until it was, and its key makes it one visit however often it is sent.
const KEPT = "tateyama-visit";
const form = document.querySelector("form.visit");
const kept = () => JSON.parse(localStorage.getItem(KEPT) || "null");
const named = (name) => [...form.querySelectorAll(`[name="${name}"]`)];

function addRow() {
  const rows = form.querySelectorAll(".one-need");
  const more = form.querySelector("button.more");
  const row = rows[rows.length - 1].cloneNode(true);
  row.id = `need-${rows.length}`;
  row.querySelector(".which-need").textContent = more.dataset.named.replace("#", rows.length + 1);
  row.querySelectorAll("textarea, select").forEach((field) => { field.value = ""; });
  row.querySelectorAll(".wrong").forEach((words) => words.remove());
  rows[rows.length - 1].after(row);
  more.hidden = rows.length + 1 >= Number(more.dataset.most);
  return row;
}

form.querySelector("button.more")?.addEventListener("click", (event) => {
  event.preventDefault();
  addRow().querySelector("textarea").focus();
});

// A known organisation says by itself what it is; what somebody chose differently stays with the visit's needs.
form.elements.organisation.addEventListener("change", (event) => {
  const known = [...document.querySelectorAll("#organisations option")].find((one) => one.value === event.target.value);
  document.getElementById("new-organisation").open = !known && event.target.value !== "";
  for (const [name, value] of Object.entries(known ? known.dataset : {})) form.elements[name].value = value;
});

// What was kept comes back into its fields, for whoever wrote it.
function comeBack({ fields }) {
  const rows = fields.filter(([name]) => name === "wanted").length;
  while (form.querySelectorAll(".one-need").length < rows) addRow();
  const used = {};
  for (const [name, value] of fields) {
    const field = named(name)[used[name] ?? 0];
    used[name] = (used[name] ?? 0) + 1;
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  document.getElementById("kept").hidden = false;
}

document.getElementById("drop").addEventListener("click", () => {
  localStorage.removeItem(KEPT);
  location.reload();
});

if (kept()?.person === form.dataset.person && !("sent" in form.dataset)) comeBack(kept());

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "rows") return;
  event.preventDefault();
  const button = form.querySelector("button:not([name]):not([type=button])");
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  button.disabled = true;
  try {
    const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    // Something to mend: nothing was written, and the ordinary way shows what.
    if (answer.status === 422) return form.submit();
    if (!answer.ok) throw new Error("later");
    localStorage.removeItem(KEPT);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    history.pushState(null, "", answer.url);
    document.title = page.title;
    document.querySelector("main").replaceWith(page.querySelector("main"));
    scrollTo(0, 0);
  } catch {
    localStorage.setItem(KEPT, JSON.stringify({ person: form.dataset.person, fields }));
    document.getElementById("waits").hidden = false;
    button.disabled = false;
  }
});
