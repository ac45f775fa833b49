/**
 * Text as a search sees it: without case, Unicode forms and the kind of white space.
 *
 * @module
 */

/**
 * A text in the one form in which texts that read alike are equal: NFC, case folded, trimmed, with one space for each
 * run of white space. Folding it again changes nothing.
 */
export function fold(text: string): string {
  const spaced = text.replace(/[^\S ]\s*| \s+/g, " ").trim();
  if (!/\P{ASCII}/u.test(spaced)) return spaced.toLowerCase();
  return spaced
    .normalize("NFC")
    // Down, up and down is nearly Unicode's case folding: `ß` and `ẞ` meet `SS`, and `ı` meets `I`.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    // The one letter that looks otherwise at a word's end, which a part of a longer word is not.
    .replaceAll("ς", "σ")
    // What `İ` leaves behind.
    .replace(/i\u0307+/g, "i")
    .normalize("NFC");
}

/**
 * The one text of a task in which its words are looked for. The title is its first line and each other text a line of
 * its own, so that no phrase runs from one into the next.
 */
export function searchText(title: string, description: string, notes: readonly string[]): string {
  // Joined, and not concatenated: a rope would be flattened in the midst of the first search.
  return [title, description, ...notes].map(fold).join("\n");
}
