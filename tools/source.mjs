// Takes TypeScript apart just far enough for the checks: comments away, texts apart from code. Not a parser; it knows nothing of JSX.

/** `code`: comments removed and the contents of texts blanked; `texts`: each string or template, without what stands in `${}`. */
export function takeApart(source) {
  const texts = []
  let code = ''
  let at = 0
  while (at < source.length) {
    const two = source.slice(at, at + 2)
    const one = two[0]
    let end = at + 1
    if (two === '//') end = until(source, '\n', at)
    else if (two === '/*') end = until(source, '*/', at) + 2
    else if (one === '/' && startsPattern(code)) {
      end = endOfPattern(source, at)
      code += 'PATTERN'
    } else if (one === "'" || one === '"') {
      end = endOfText(source, at, one)
      texts.push(source.slice(at + 1, end - 1))
      code += `${one}${one}`
    } else if (one === '`') {
      const template = takeTemplate(source, at)
      end = template.end
      texts.push(template.text, ...template.inner.texts)
      code += `\`\`${template.inner.code}`
    } else code += one
    at = end
  }
  return { code, texts }
}

/** The source without comments, texts kept. */
export function withoutComments(source) {
  return source.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`\\])\/\/[^\n]*/g, (_, before = '') => before)
}

function until(source, mark, from) {
  const found = source.indexOf(mark, from)
  return found < 0 ? source.length : found
}

/** A slash begins a pattern where a value is expected, and divides elsewhere. */
function startsPattern(code) {
  return /(^|[=(,:[!&|?{};\n>]|\breturn|\bcase)\s*$/.test(code)
}

function endOfPattern(source, from) {
  let inClass = false
  for (let at = from + 1; at < source.length; at++) {
    const sign = source[at]
    if (sign === '\\') at++
    else if (sign === '[') inClass = true
    else if (sign === ']') inClass = false
    else if ((sign === '/' && !inClass) || sign === '\n') return at + 1
  }
  return source.length
}

function endOfText(source, from, quote) {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === quote || source[at] === '\n') return at + 1
  }
  return source.length
}

function takeTemplate(source, from) {
  let text = ''
  const inner = { code: '', texts: [] }
  let at = from + 1
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') {
      text += source.slice(at, at + 2)
      at += 2
    } else if (source.startsWith('${', at)) {
      const end = endOfHole(source, at + 2)
      const hole = takeApart(source.slice(at + 2, end))
      inner.code += ` ${hole.code}`
      inner.texts.push(...hole.texts)
      text += '§'
      at = end + 1
    } else text += source[at++]
  }
  return { text, inner, end: at + 1 }
}

function endOfHole(source, from) {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    const sign = source[at]
    if (sign === '`') at = takeTemplate(source, at).end - 1
    else if (sign === "'" || sign === '"') at = endOfText(source, at, sign) - 1
    else if (sign === '{') depth++
    else if (sign === '}' && depth-- === 0) return at
  }
  return source.length
}
