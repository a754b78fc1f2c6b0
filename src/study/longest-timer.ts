/** The longest a Node timer can wait, in milliseconds; a longer limit is none. */
export const longestTimer = 2 ** 31 - 1;
