// 利用環境の確認: tries each thing that JupyterLab and the plain page need, and says what it means.
const list = document.getElementById("checks");
const told = {};
const PATIENCE = 10000;

function tell(name, result) {
  told[name] = result;
  const line = document.getElementById(`check-${name}`);
  line.classList.remove("ok", "no");
  line.classList.add(result);
  line.querySelector(".sign").textContent = { ok: "○", no: "×", unknown: "？" }[result];
  line.querySelector(".state").textContent = list.dataset[result];
  line.querySelector(".trouble").hidden = result !== "no";
}

function soon(work, unless = "no") {
  return Promise.race([work, new Promise((done) => setTimeout(() => done(unless), PATIENCE))]).catch(() => "no");
}

function isNew() {
  const wanted = [globalThis.structuredClone, globalThis.ResizeObserver, globalThis.WebSocket, Array.prototype.at, Object.hasOwn];
  return wanted.every(Boolean) && CSS.supports("display", "grid");
}

function keepsCookies() {
  document.cookie = "tateyama_check=1; SameSite=Lax; Max-Age=60";
  const kept = document.cookie.includes("tateyama_check=1");
  document.cookie = "tateyama_check=; SameSite=Lax; Max-Age=0";
  return kept;
}

// A real websocket through the very proxy that JupyterLab's go through: a word goes and has to come back.
async function websocket() {
  const health = await fetch(list.dataset.health, { cache: "no-store" }).catch(() => null);
  if (!health || !health.ok) return "unknown"; // ours is away, so that nothing can be said about theirs
  return new Promise((done) => {
    const address = `${location.protocol.replace("http", "ws")}//${location.host}${list.dataset.websocket}`;
    const socket = new WebSocket(address);
    const word = crypto.getRandomValues(new Uint32Array(2)).join("-");
    socket.onopen = () => socket.send(word);
    socket.onmessage = (event) => {
      done(event.data === word ? "ok" : "no");
      socket.close();
    };
    socket.onerror = socket.onclose = () => done("no");
  });
}

// マイページ leads to the plain page as long as the last check here found the websocket blocked.
function remember(result) {
  if (result === "unknown") return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${list.dataset.remembered}${secure}; Max-Age=${result === "no" ? list.dataset.kept : 0}`;
}

async function upload() {
  const form = new FormData();
  const content = new Uint8Array(100000);
  form.append("csrf_token", list.dataset.token);
  form.append("file", new Blob([content]), "check.bin");
  const answer = await fetch(list.dataset.upload, { method: "POST", body: form, headers: { "X-Requested-With": "fetch" } });
  return answer.ok && (await answer.json()).size === content.length ? "ok" : "no";
}

async function download() {
  const answer = await fetch(list.dataset.download, { cache: "no-store" });
  return answer.ok && (await answer.text()).includes("利用環境の確認") ? "ok" : "no";
}

function conclude() {
  const summary = document.getElementById("summary");
  const lines = [...list.querySelectorAll("[data-check]")];
  const failed = lines.filter((line) => told[line.dataset.check] === "no");
  const unknown = Object.values(told).includes("unknown");
  const grave = failed.some((line) => !("spared" in line.dataset));
  summary.textContent = summary.dataset[grave ? "no" : failed.length ? "plain" : unknown ? "unknown" : "ok"];
  summary.hidden = false;
  const known = Object.entries(told).filter(([, result]) => result !== "unknown");
  document.getElementById("paper").href = `${list.dataset.paper}?${new URLSearchParams(known)}`;
}

async function check() {
  tell("script", "ok");
  tell("browser", isNew() ? "ok" : "no");
  tell("screen", Math.max(screen.width, innerWidth) >= 1000 ? "ok" : "no");
  tell("cookies", navigator.cookieEnabled && keepsCookies() ? "ok" : "no");
  await Promise.all([
    soon(websocket()).then((result) => {
      tell("websocket", result);
      remember(result);
    }),
    soon(upload()).then((result) => tell("upload", result)),
    soon(download()).then((result) => tell("download", result)),
  ]);
  conclude();
}

check();
