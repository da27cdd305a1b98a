// Numbers as people write them in their language.

/** The marks of numbers in the person's language. */
export function marks() {
  const parts = new Intl.NumberFormat(document.documentElement.lang || 'en').formatToParts(12345.6);
  const part = type => parts.find(piece => piece.type === type)?.value;
  return { group: part('group') || '\0', decimal: part('decimal') || '.' };
}

/** A number as the person's language writes it, as plain text with a point; null when a mark of thousands stands elsewhere ("1,5" in English), for it may be meant as the other mark. */
export function plainNumber(text) {
  const { group, decimal } = marks();
  const trimmed = text.trim().replaceAll(/[\s\u00a0\u202f'’]/g, '').replaceAll('−', '-');
  const [whole, ...rest] = trimmed.split(decimal);
  const [first, ...groups] = whole.split(group);
  if (rest.some(part => part.includes(group)) || groups.some(part => part.length !== 3) || (groups.length > 0 && !/^[+-]?\d{1,3}$/.test(first))) return null;
  return [whole.replaceAll(group, ''), ...rest].join('.');
}
