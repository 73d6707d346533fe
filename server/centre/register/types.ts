import type { ChargeRole } from '../../../contract/charge-role.ts'
import type { DetailValues } from '../../../contract/detail.ts'
import type { CodeState, OwnerKind } from '../../../contract/register.ts'
import type { Risk } from '../../../contract/scales.ts'

/** What people keep of an object; everything a form, a sheet or another system can change. `area` follows from the place. */
export type Entry = {
  code: string
  name: string
  lon: number
  lat: number
  area: string
  address: string | null
  owner: string | null
  ownerKind: OwnerKind | null
  dutyUnit: string | null
  maintainerUnit: string | null
  details: DetailValues
}

/** An object as it stands in the register. `from` null: it was there before anybody registered; `to` set: ended. */
export type Registered = Entry & {
  id: string
  pack: string
  kind: string
  /** null: nobody has rated it */
  risk: Risk | null
  version: number
  from: Date | null
  to: Date | null
}

export type ObjectLine = Registered & {
  codeState: CodeState
  dutyUnitName: string | null
  maintainerUnitName: string | null
  areaName: string
}

export type ChargeLine = {
  id: string
  object: string
  role: ChargeRole
  unit: string | null
  post: string | null
  person: string | null
  outside_name: string | null
  /** a firm: its name is nobody's */
  outside_firm: boolean
  outside_phone: string | null
  /** of the unit, post or person */
  name: string | null
  unit_name: string | null
  valid_from: Date
  valid_to: Date | null
}
