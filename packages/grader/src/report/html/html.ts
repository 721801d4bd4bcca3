/** Text in HTML: whatever comes in from elsewhere stays text, since only `markup` makes markup, and it escapes. */

export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Part[];

/** For example `markup`<p>${name}</p>``: a string is escaped, a list is put together. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, i) => text + (i < parts.length ? markupOf(parts[i]!) : "")).join(""));
}

export const NOTHING = new Html("");

function markupOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(markupOf).join("");
  return escapeHtml(String(part));
}

/** No document can hold most control characters, and those that turn the direction would reach beyond their place. */
const UNSEEN = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;

export function visible(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(UNSEEN, "\ufffd");
}

export function escapeHtml(text: string): string {
  return visible(text).replaceAll(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
