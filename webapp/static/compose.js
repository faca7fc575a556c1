// How long the chosen lessons take together; marking what a lesson answers chooses the lesson.
const form = document.querySelector("form.compose");
const total = document.getElementById("total");

function say() {
  const minutes = [...form.querySelectorAll("input[name=lessons]:checked")]
    .reduce((sum, lesson) => sum + Number(lesson.dataset.minutes), 0);
  const words = minutes < 60 ? total.dataset.minutes : minutes % 60 ? total.dataset.both : total.dataset.hours;
  total.textContent = words.replace("#", Math.floor(minutes / 60)).replace("$", minutes % 60);
}

form.addEventListener("change", (event) => {
  if (event.target.name.startsWith("answers-") && event.target.checked) {
    event.target.closest("li").querySelector("input[name=lessons]").checked = true;
  }
  say();
});
say();
