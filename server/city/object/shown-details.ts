import type { Details, DetailValues } from '../../../contract/detail.ts'
import type { ObjectRow } from '../../../contract/register.ts'
import { maskName } from '../mask.ts'

const isPersonal = (details: Details, id: string): boolean => {
  const detail = details[id]
  return detail?.kind === 'text' && detail.personal === true
}

/** The values a kind keeps now, personal ones masked; what the pack knew once is not shown. */
export const shownDetails = (details: Details, values: DetailValues): ObjectRow['details'] =>
  Object.fromEntries(
    Object.keys(details).flatMap((id) => {
      const value = values[id]
      return value === undefined ? [] : [[id, isPersonal(details, id) ? maskName(String(value)) : value]]
    }),
  )

/** The personal values as they are: only behind a purpose. */
export const personalDetails = (details: Details, values: DetailValues): Record<string, string> =>
  Object.fromEntries(
    Object.keys(details).flatMap((id) =>
      isPersonal(details, id) && values[id] !== undefined ? [[id, String(values[id])] as const] : [],
    ),
  )
