// Says on the button how many comments are ticked, over all pages. Without this it says "the ticked comments".
const form = document.querySelector("form[data-taking]");
const button = form?.querySelector("button[data-count]");

function say() {
  const count = Number(form.dataset.taking) + form.querySelectorAll('input[name^="take-"]:checked').length;
  const verb = button.dataset.count;
  button.textContent = count === 1 ? `${verb} 1 comment` : `${verb} ${count || "no"} comments`;
}

if (button) {
  form.addEventListener("change", say);
  say();
}
