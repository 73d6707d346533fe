/** A text made anew for every call must not fill the memory of process and connections; the product has about 250 in all. */
const mostNames = 400

export type Prepared = (text: string, values: unknown[]) => { name?: string; text: string; values: unknown[] }

/**
 * Names the statements of one pool, whose connections parse and look each up once instead of each time; it is planned anew for its values (`spine.ts`).
 * Statements without parameters (several at once, `set` …) are said as they are.
 */
export function createPrepared(): Prepared {
  const names = new Map<string, string>()
  return (text, values) => {
    if (values.length === 0) return { text, values }
    let name = names.get(text)
    if (name === undefined && names.size < mostNames) {
      name = `s${names.size}`
      names.set(text, name)
    }
    return name === undefined ? { text, values } : { name, text, values }
  }
}
