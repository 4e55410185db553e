/* What the eye sees when the filters answer as they are ticked, said for ears: busy, then the new count. */
const said = document.getElementById("found-said");
const search = () => document.getElementById("search");
const isOurs = ({ detail }) => detail.ctx.sourceElement.id === "find";

// A form sends its empty fields too; without them the answer needs no second request for its own address.
document.addEventListener("htmx:config:request", (event) => {
  if (!isOurs(event)) return;
  const { body } = event.detail.ctx.request;
  const given = [...body].filter(([, value]) => value.trim());
  for (const name of new Set(body.keys())) body.delete(name);
  for (const [name, value] of given) body.append(name, value);
});

document.addEventListener("htmx:before:request", (event) => {
  if (isOurs(event)) search().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:finally:request", (event) => {
  if (!isOurs(event)) return;
  search().removeAttribute("aria-busy");
  const heading = search().querySelector("h1");
  said.textContent = heading.textContent;
  // Where nothing is found the filters are gone, and with them what had the focus.
  if (document.activeElement === document.body) {
    heading.tabIndex = -1;
    heading.focus();
  }
});
