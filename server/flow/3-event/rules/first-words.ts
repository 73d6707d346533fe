const ends = /[\n。！？；!?;]|[.](?=\s|$)/
/** A telephone or identity number has no place in a title, which is read out and sent. */
const numbers = /\d[\d -]{5,}\d/g

/**
 * What somebody wrote, as a title: its first sentence, at most `most` signs, cut between words where there are spaces. Null when nothing
 * is left that says anything.
 */
export function firstWords(text: string, most = 20): string | null {
  const [sentence = ''] = text.replace(numbers, '…').trim().split(ends)
  const signs = [...sentence.replace(/\s+/g, ' ').trim()]
  if (signs.filter((sign) => /\p{L}/u.test(sign)).length < 2) return null
  if (signs.length <= most) return bare(signs.join(''))
  const head = signs.slice(0, most - 1).join('')
  // Half a word of a language with spaces would be read as another.
  const whole = /\w/.test(signs[most - 1]!) && /\w$/.test(head) ? head.replace(/\s*\S*$/, '') : head
  return `${bare(whole || head)}…`
}

/** Without what only leads on. */
const bare = (words: string): string => words.replace(/[\s，、,：:]+$/, '')
