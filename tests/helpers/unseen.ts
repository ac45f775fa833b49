/**
 * What a text in a view may not bring along.
 *
 * @module
 */

/** Whatever a reader of a view might take for the end of a line. */
export const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** A few of the characters that no view shows as they are; written apart from the code that spells them out. */
export const UNSEEN = new RegExp(
  "[\\0-\\x09\\x0B-\\x1F\\x7F-\\x9F\\xAD\\u034F\\u061C\\u115F\\u1160\\u180E\\u200B-\\u200F\\u2028-\\u202E" +
    "\\u2060-\\u206F\\u2800\\u3164\\uFE00-\\uFE0E\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\u{1D173}\\u{E0000}-\\u{E0FFF}]",
  "u",
);
