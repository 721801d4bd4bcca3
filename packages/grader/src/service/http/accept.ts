/** Which of two forms a client wants, by its Accept header. Source: RFC 9110, section 12.5.1 */

export type Form = "html" | "json";

const FORMS: Readonly<Record<string, Form>> = {
  "text/html": "html",
  "text/*": "html",
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
};

/** @returns undefined where it wants neither */
export function formWanted(accept = "*/*"): Form | undefined {
  const wanted = accept
    .slice(0, 1000)
    .toLowerCase()
    .split(",")
    .flatMap((part) => {
      const [type = "", ...parameters] = part.split(";").map((each) => each.trim());
      const quality = parameters.find((each) => each.startsWith("q="));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      const form = FORMS[type];
      return form !== undefined && weight > 0 ? [{ form, weight }] : [];
    });
  // Sorting is stable: of two with one weight, the first.
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.form;
}
