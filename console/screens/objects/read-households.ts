/** A household as its line in a pasted table says. */
export type Line = { door: string; head: string; persons: number; inCharge: string | null; help: string | null }
export type Pasted = { rows: Line[]; bad: number | null }

/**
 * A pasted table, a household a line: door, head, people, in charge, help, by tabs, commas or Chinese commas. Empty lines and a head line
 * without a number of people are passed over. `bad`: the first line (from 1) that is not understood.
 */
export function readHouseholds(text: string): Pasted {
  const rows: Line[] = []
  const lines = text.split(/\r?\n/)
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const [door = '', head = '', count = '', inCharge = '', help = ''] = line.split(/[\t,，]/).map((cell) => cell.trim())
    const persons = Number(count)
    const isHead = rows.length === 0 && Number.isNaN(persons)
    if (isHead) continue
    if (!door || !head || !Number.isInteger(persons) || persons < 1 || persons > 99) return { rows, bad: i + 1 }
    rows.push({ door, head, persons, inCharge: inCharge || null, help: help || null })
  }
  return { rows, bad: null }
}
