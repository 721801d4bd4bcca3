/** Makes an element of the page. A string becomes text and never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...content);
  return made;
}

/** Makes a button that says what it does, with a sign or with words. */
export function button(sign: string, name: string, press: () => void): HTMLButtonElement {
  const made = element("button", "", sign);
  made.type = "button";
  if (sign !== name) {
    made.title = name;
    made.setAttribute("aria-label", name);
  }
  made.addEventListener("click", press);
  return made;
}
