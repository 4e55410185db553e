/* A file chosen here is the one that is sent; the choice among the kept ones above says the same. */
const file = document.getElementById("file");
const kept = file.form.elements.resume;

file.addEventListener("change", () => {
  if (file.files.length) kept.value = "new";
});

file.form.addEventListener("change", ({ target }) => {
  if (target.name === "resume" && target.value !== "new") file.value = "";
});
