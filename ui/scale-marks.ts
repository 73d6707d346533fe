import type { Grade, Risk } from '../contract/scales.ts'

/** Roman numeral of an event grade, as written on screens only. Self-handled cases have no numeral. */
export const gradeNumerals = {
  extraordinary: 'I',
  major: 'II',
  serious: 'III',
  ordinary: 'IV',
  minor: '0',
} as const satisfies Record<Grade, string>

/** Arabic digit of an object's risk, as written on screens only. */
export const riskDigits = { red: 1, orange: 2, yellow: 3, blue: 4, green: 5 } as const satisfies Record<Risk, number>

const gradeLevels = { extraordinary: 1, major: 2, serious: 3, ordinary: 4, minor: 0 } as const satisfies Record<Grade, number>

/** Token number (--level-1 … --level-5) of a grade; 0 for self-handled, which has no level colour. For maps and bars. */
export const levelOfGrade = (grade: Grade): number => gradeLevels[grade]

/** Octagon, triangle, diamond, square, circle on a 24 × 24 field; 0 is the dashed ring of "no data". Maps draw the same outlines. */
export const shapeOutlines: Readonly<Record<number, string>> = {
  0: 'M12 2.4a9.6 9.6 0 100 19.2 9.6 9.6 0 000-19.2z',
  1: 'M7.6 1.4h8.8l6.2 6.2v8.8l-6.2 6.2H7.6l-6.2-6.2V7.6z',
  2: 'M12 1.6L23.2 21.8H.8z',
  3: 'M12 .6L23.4 12 12 23.4.6 12z',
  4: 'M3.4 2.4h17.2a1 1 0 011 1v17.2a1 1 0 01-1 1H3.4a1 1 0 01-1-1V3.4a1 1 0 011-1z',
  5: 'M12 1.6a10.4 10.4 0 100 20.8 10.4 10.4 0 000-20.8z',
}
