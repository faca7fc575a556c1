// コピー: a button beside what people copy; without scripts the field can be selected as ever.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const japanese = document.documentElement.lang === "ja";
  button.type = "button";
  button.className = "outline copy";
  button.textContent = japanese ? "コピーする" : "Copy";
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = japanese ? "コピーしました" : "Copied";
  });
  field.after(button);
}
