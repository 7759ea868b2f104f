// The page to try the service. It asks the service alone, and writes text as text: the view comes from the service,
// which has escaped every character of the article.

const at = (id) => document.getElementById(id);
const article = at("article");
const most = Number(article.dataset.most);
let file = null; // a file that was chosen or dropped goes before the text
let asked = null; // what the results on the page are of

function request() {
  const query = new URLSearchParams();
  if (at("published").value) query.set("published", at("published").value);
  if (at("all").checked) query.set("attributions", "all");
  if (file) return { body: file, media: isPage(file) ? "text/html" : "text/plain", query };
  return { body: article.value, media: "text/plain", query };
}

function isPage(chosen) {
  return /\.x?html?$/i.test(chosen.name) || chosen.type === "text/html";
}

function token() {
  return at("token")?.value ? { authorization: `Bearer ${at("token").value}` } : {};
}

async function send(path, body, headers) {
  let response;
  try {
    response = await fetch(path, { method: "POST", body, headers: { ...headers, ...token() } });
  } catch {
    throw new Error("The service cannot be reached.");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({ title: `Status ${response.status}` }));
  const later = response.headers.get("retry-after");
  throw new Error(`${problem.title}: ${problem.detail ?? ""}${later ? ` Try again in ${later} seconds.` : ""}`);
}

function extract(what, accept, more = {}) {
  const query = new URLSearchParams([...what.query, ...Object.entries(more)]);
  return send(`/extract?${query}`, what.body, { "content-type": what.media, accept });
}

async function busy(button, saying, work) {
  if (button.disabled) return;
  button.disabled = true;
  at("error").hidden = true;
  at("status").textContent = saying;
  try {
    at("status").textContent = await work();
  } catch (error) {
    at("status").textContent = "";
    at("error").textContent = error.message;
    at("error").hidden = false;
  } finally {
    button.disabled = false;
  }
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  busy(at("extract"), "Reading…", async () => {
    const what = request();
    const size = file ? file.size : new Blob([what.body]).size;
    if (!file && !what.body.trim()) throw new Error("There is no article yet: paste one, choose a file, or take the example.");
    if (size > most) throw new Error(`The article has ${size} bytes, and ${most} are the most.`);
    const response = await extract(what, "text/html", { fragment: "true" });
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    at("view").replaceChildren(...parsed.body.childNodes);
    at("verdict").replaceChildren();
    asked = what;
    at("results").hidden = false;
    at("results").focus();
    at("results").scrollIntoView();
    return told(at("view"));
  });
});

function told(view) {
  const count = (selector, one, many) => {
    const number = view.querySelectorAll(selector).length;
    return `${number} ${number === 1 ? one : many}`;
  };
  return `Done: ${count(".np-list>li", "quote", "quotes")}, ${count(".np-names li", "name", "names")}.`;
}

for (const button of document.querySelectorAll("[data-media]")) {
  button.addEventListener("click", () => busy(button, "Writing…", async () => {
    const { media, ending } = button.dataset;
    const table = at("table").value;
    const response = await extract(asked, media, ending === "csv" ? { table } : {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = ending === "csv" ? `${table}.csv` : `article.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return `Written: ${link.download}`;
  }));
}

at("check").addEventListener("submit", (event) => {
  event.preventDefault();
  busy(event.submitter, "Checking…", async () => {
    const content = asked.media === "text/html" ? "html" : "text";
    const body = { quote: at("quote").value, ...Object.fromEntries(asked.query) };
    body[content] = typeof asked.body === "string" ? asked.body : await asked.body.text();
    if (at("speaker").value.trim()) body.speaker = at("speaker").value;
    const response = await send("/check", JSON.stringify(body), { "content-type": "application/json" });
    verdict(await response.json());
    return "";
  });
});

function verdict(found) {
  const list = document.createElement("dl");
  const add = (name, ...content) => {
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    value.append(...content);
    list.append(term, value);
  };
  add("Verdict", `${found.verdict}${found.flags.length ? ` (changed: ${found.flags.join(", ")})` : ""}`);
  const places = found.places.length ? found.places : found.candidates.slice(0, 1);
  for (const place of places) {
    add(found.places.length ? "In the article" : "Nearest", `“${place.text}” `, ...jump(place.quote));
    add("Speaker", place.speaker ?? "not named");
  }
  for (const change of found.changes) add(change.kind, `claim: ${change.claim || "–"}; article: ${change.found || "–"}`);
  at("verdict").replaceChildren(list);
}

function jump(quote) {
  const target = quote && at("view").querySelector(`[id$="-q${quote.replace(/\D/g, "")}"]`);
  if (!target) return [];
  const link = document.createElement("a");
  link.href = `#${target.id}`;
  link.textContent = "to the words";
  return [link];
}

function choose(chosen) {
  file = chosen;
  article.disabled = Boolean(file);
  at("file-chosen").hidden = !file;
  at("file-name").textContent = file ? file.name : "";
  if (!file) at("file").value = "";
}

at("file").addEventListener("change", () => choose(at("file").files[0] ?? null));
at("file-remove").addEventListener("click", () => {
  choose(null);
  article.focus();
});
at("example").addEventListener("click", () => {
  choose(null);
  article.value = at("example").dataset.text;
  at("published").value = at("example").dataset.published;
  at("form").requestSubmit();
});

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  if (event.dataTransfer.files.length) choose(event.dataTransfer.files[0]);
  else if (event.dataTransfer.getData("text")) article.value = event.dataTransfer.getData("text");
});
