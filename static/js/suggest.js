/* A field with data-suggest offers what its last words may mean while one types: a combobox with a list (ARIA 1.2).
   Without this script it is a plain field. Listens at the document, since parts of the page may be exchanged. */
const PAUSE = 150; // milliseconds without a key before anything is asked
let field, list, status, asked, timer;

const options = () => [...(list?.children ?? [])];
const active = () => options().find((option) => option.ariaSelected === "true");
const make = (name, attributes, text = "") => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};

function prepare(input) {
  field = input;
  if (!list?.isConnected || list.parentElement !== input.parentElement) {
    list?.remove();
    status?.remove();
    list = make("ul", { id: "suggestions", role: "listbox", class: "suggestions", "aria-label": "Suggestions", hidden: "" });
    status = make("p", { role: "status", class: "visually-hidden" });
    input.parentElement.append(list, status);
  }
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": String(!list.hidden), autocomplete: "off" };
  for (const [key, value] of Object.entries(roles)) input.setAttribute(key, value);
}

function close() {
  clearTimeout(timer);
  asked?.abort();
  if (!list) return;
  list.hidden = true;
  list.replaceChildren();
  status.textContent = "";
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const typed = field.value;
  try {
    const answer = await fetch(`${field.dataset.suggest}?${field.name}=${encodeURIComponent(typed)}`, { signal: asked.signal });
    if (answer.ok && field.value === typed && document.activeElement === field) show((await answer.json()).suggestions);
  } catch (error) {
    if (error.name !== "AbortError") close(); // offline: a plain field
  }
}

function show(suggestions) {
  close();
  list.append(...suggestions.map(option));
  list.hidden = !suggestions.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  if (suggestions.length) status.textContent = `${suggestions.length} ${suggestions.length === 1 ? "suggestion" : "suggestions"}. Arrow keys to choose.`;
}

function option(one, place) {
  const item = make("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false" });
  const jobs = make("span", { class: "count" }, one.jobs.toLocaleString("en-US"));
  jobs.append(make("span", { class: "visually-hidden" }, one.jobs === 1 ? " job" : " jobs"));
  const kind = one.also ? `${one.kind_label}, also ${one.also}` : one.kind_label;
  item.append(make("b", {}, one.label), make("small", {}, kind), jobs);
  item.dataset.query = one.query;
  return item;
}

function mark(item) {
  active()?.setAttribute("aria-selected", "false");
  if (!item) return field.removeAttribute("aria-activedescendant");
  item.setAttribute("aria-selected", "true");
  item.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", item.id);
}

function choose(item) {
  field.value = item.dataset.query;
  close();
  field.form.requestSubmit();
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("input[data-suggest]")) prepare(target);
  else if (list) close();
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("input[data-suggest]")) return;
  prepare(target);
  clearTimeout(timer);
  if (target.value.trim().length < 2) close();
  else timer = setTimeout(ask, PAUSE);
});

document.addEventListener("keydown", (event) => {
  if (event.target !== field || !list || event.isComposing) return;
  if (list.hidden) { // after Escape, or where nothing was asked yet
    if (event.key !== "ArrowDown" || field.value.trim().length < 2) return;
    event.preventDefault();
    ask();
    return;
  }
  const all = options();
  const place = all.indexOf(active());
  if (event.key === "ArrowDown") mark(all[place + 1]);
  else if (event.key === "ArrowUp") mark(place < 0 ? all.at(-1) : all[place - 1]);
  else if (event.key === "Enter" && place >= 0) choose(all[place]);
  else if (event.key === "Escape") close();
  else if (event.key === "Tab") return close();
  else return;
  event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("#suggestions > li");
  if (item) event.preventDefault(); // the field keeps the focus
});

document.addEventListener("click", ({ target }) => {
  const item = target.closest?.("#suggestions > li");
  if (item) choose(item);
});

document.addEventListener("submit", () => list && close());
