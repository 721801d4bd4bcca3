/** What this extension needs of a translator: every text that a person reads passes through it. */
import { nullTranslator, type ITranslator, type TranslationBundle } from "@jupyterlab/translation";

export type Words = Pick<TranslationBundle, "__" | "_n">;

export const english: Words = nullTranslator.load("");

/** The words in the language that the reader has chosen, or in English if nobody offers a translation. */
export function wordsOf(translator: ITranslator | null | undefined): Words {
  return translator?.load("gradus_jupyterlab") ?? english;
}
