const names = new Map<string, string>()
/** A text made anew for every call must not fill the memory of process and connections; the product has about 250 in all. */
const mostNames = 400

/**
 * A statement PostgreSQL parses and looks up once a connection instead of each time; it is planned anew for its values (`spine.ts`). Statements without
 * parameters (several at once, `set` …) are said as they are.
 */
export function prepared(text: string, values: unknown[]): { name?: string; text: string; values: unknown[] } {
  if (values.length === 0) return { text, values }
  let name = names.get(text)
  if (name === undefined && names.size < mostNames) {
    name = `s${names.size}`
    names.set(text, name)
  }
  return name === undefined ? { text, values } : { name, text, values }
}
