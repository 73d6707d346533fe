import type { Charge, ObjectRow } from '../../../contract/register.ts'
import { maskName, maskPhone } from '../../city/mask.ts'
import { shownDetails } from '../../city/object/shown-details.ts'
import type { Kind } from './kinds.ts'
import type { ChargeLine, ObjectLine } from './types.ts'

/** A line of the register in its wire shape. */
export function rowOf({ details, modelled }: Pick<Kind, 'details' | 'modelled'>, line: ObjectLine): ObjectRow {
  const { id, kind, code, name, version, area, areaName, lon, lat, address, owner, ownerKind } = line
  const { dutyUnit, dutyUnitName, maintainerUnit, maintainerUnitName, codeState, from, to } = line
  return {
    ...{ id, kind, code, name, version, area, areaName, lon, lat, address, owner, ownerKind },
    risk: modelled ? line.risk : null,
    ...{ dutyUnit, dutyUnitName, maintainerUnit, maintainerUnitName },
    details: shownDetails(details, line.details),
    codeState,
    ...{ from: from?.toISOString() ?? null, to: to?.toISOString() ?? null },
  }
}

/** The name of a holder outside: a person's masked, a firm's in full. */
export const outsideName = ({ outside_name, outside_firm }: Pick<ChargeLine, 'outside_name' | 'outside_firm'>): string =>
  outside_firm ? (outside_name ?? '') : maskName(outside_name ?? '')

/** Who answers for an object: our own by name, as everywhere among the staff; those outside masked. */
export function chargeOf(line: ChargeLine): Charge {
  const holder = line.unit !== null ? 'unit' : line.post !== null ? 'post' : line.person !== null ? 'person' : 'outside'
  return {
    ...{ id: line.id, role: line.role, holder, of: line.unit ?? line.post ?? line.person },
    name: line.name ?? outsideName(line),
    unitName: line.unit_name,
    phone: line.outside_phone === null ? null : maskPhone(line.outside_phone),
    firm: line.outside_firm,
    ...{ from: line.valid_from.toISOString(), to: line.valid_to?.toISOString() ?? null },
  }
}
