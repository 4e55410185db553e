/* What the eye sees when the filters answer as they are ticked, said for ears: busy, then the new count. */
const said = document.getElementById("found-said");
const search = () => document.getElementById("search");
const isOurs = ({ detail }) => detail.ctx.target?.id === "search";
let pressed, focused, opened; // the link that asked; ids of what had the focus and of what was open before the answer

// A form sends its empty fields too; without them the answer needs no second request for its own address.
document.addEventListener("htmx:config:request", (event) => {
  if (!isOurs(event)) return;
  const { ctx } = event.detail;
  pressed = ctx.sourceElement.matches("a") ? ctx.sourceElement : null;
  if (pressed) return;
  const { body } = ctx.request;
  const given = [...body].filter(([, value]) => value.trim());
  for (const name of new Set(body.keys())) body.delete(name);
  for (const [name, value] of given) body.append(name, value);
});

document.addEventListener("htmx:before:request", (event) => {
  if (isOurs(event)) search().setAttribute("aria-busy", "true");
});

// What the reader has opened stays open, and what had the focus is remembered.
document.addEventListener("htmx:before:swap", (event) => {
  if (!isOurs(event)) return;
  opened = [...search().querySelectorAll("details[open]")].map((one) => one.id);
  focused = pressed ? pressed.id : document.activeElement.id;
});

// The fields say what the answer is about, also those that were changed by hand; not the one that is being written in.
document.addEventListener("htmx:after:swap", (event) => {
  if (!isOurs(event)) return;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  const { activeElement: field } = document;
  const written = field.matches("input") ? field.value : "";
  const isText = field.matches("input:not([type='checkbox'])");
  document.getElementById("find").reset();
  if (isText) field.value = written;
});

document.addEventListener("htmx:finally:request", (event) => {
  if (!isOurs(event)) return;
  search().removeAttribute("aria-busy");
  const heading = search().querySelector("h1");
  said.textContent = heading.textContent;
  // A link that is gone, or a field that is gone, hands the focus to the words that say what was found.
  if (pressed || document.activeElement === document.body) {
    const again = focused && document.getElementById(focused);
    if (!again) heading.tabIndex = -1;
    (again || heading).focus({ preventScroll: Boolean(again) });
  }
});
