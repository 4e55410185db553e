/* Shortens what the page can do already: copy the link, hand it to the device's own way of sharing, print. */
const box = document.getElementById("share");
const link = document.getElementById("link");
const said = box.querySelector("[data-share-said]");

const acts = {
  copy: navigator.clipboard && (async () => {
    link.select();
    await navigator.clipboard.writeText(link.value);
    said.textContent = "Copied.";
  }),
  send: navigator.share && (() => navigator.share({ title: document.title, url: link.value })),
  print: window.print && (() => window.print()),
};

for (const button of box.querySelectorAll("button[data-share]")) {
  const act = acts[button.dataset.share];
  button.hidden = !act;
  button.addEventListener("click", async () => {
    try {
      await act();
    } catch (error) {
      // Whoever closes the device's window has chosen not to share.
      if (error.name !== "AbortError") said.textContent = "That did not work here. Copy the link above by hand.";
    }
  });
}
link.addEventListener("focus", () => link.select());
