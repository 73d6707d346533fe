import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCadence, VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { HeldAt } from '../rules/held.ts'
import type { VitalRecord } from '../store-registry.ts'
import type { Part, TreeNode, TreeRead } from '../types.ts'

/** A vital as far as it is asked how it stands. */
export type KeptVital = Pick<VitalRecord, 'id' | 'code' | 'state' | 'home' | 'definition'>

/** The registry as it was read, in the order lists have it; `mark` is another one as soon as any row of it is. */
export type KeptRegistry = {
  mark: string
  vitals: readonly KeptVital[]
  byId: ReadonlyMap<number, KeptVital>
  byCode: ReadonlyMap<string, KeptVital>
  /** vitals formulas are reckoned from, by their number */
  leaves: ReadonlySet<number>
  /** versions of formulas that are no more in force */
  former: readonly VitalDefinition[]
}

/** The codes of a line, one list for all lines that have the same ones. */
export type Children = { codes: readonly string[]; at: ReadonlyMap<string, number> }
/** All children of a parent in one period (ms) of a vital, as verdicts. `newest`: when each was observed, ms. */
export type Line = {
  period: number
  children: Children
  verdicts: Uint8Array
  newest: Float64Array
  /** how many areas told each */
  n: Uint32Array
  /** what each says where too few told it (`provesBits`) */
  proves: Uint8Array
  /** kept of what formulas are reckoned from */
  parts: readonly Part[] | null
}
/** What the children of a parent were told lately, by vital, the newest period first. */
export type Sheet = ReadonlyMap<number, readonly Line[]>

/** What is known at a moment. `due`: the start of the newest period whose value should be there (ms); what is older counts for nothing. */
export type Ground = {
  registry: KeptRegistry
  sheets: ReadonlyMap<string, Sheet>
  due(vital: KeptVital): number
  /** what closed periods hold formulas to, by area; left out: nothing is held */
  heldIn?: (area: string) => HeldAt
  /** how many areas of a tier under one should tell a period (its start and its end, ms) */
  areasOf(area: string, tier: VitalTier, period: number, end: number): number
  /** when a period is over (ms) */
  endOf(cadence: VitalCadence, period: number): number
}

/** Where an area stands: the family it is a child of, and its tier, which is that of all its family. */
export type Place = { parent: string; area: string; tier: VitalTier }

/** Why a vital is unknown: nothing came in time, it has no value (nothing was due), too few areas told it, its sample is too small, or nobody said what is normal. */
export type Silence = 'silent' | 'nothing-due' | 'few' | 'small' | 'no-range'

/** The vitals of an area and a board. `because`: the unknown ones by why. `told`: when the newest value that counts was observed, ms. */
export type BoardStand = {
  normal: number
  outside: number
  unknown: number
  unconnected: number
  because: Record<Silence, number>
  told: number | null
}

/** A ground without what changes by the asking. */
export type KeptGround = Omit<Ground, 'heldIn' | 'areasOf' | 'endOf'>

/** How an area and those below it stand at a moment (ms). */
export type Asked = { tree: TreeRead; node: TreeNode; below: readonly TreeNode[]; now: number }
/** By area and by the board of the vitals; `outside`, `unknown`: of the area itself, in the order of lists; of the unknown those not judged last. */
export type Stands = {
  boards: ReadonlyMap<string, ReadonlyMap<string, BoardStand>>
  outside: readonly KeptVital[]
  unknown: readonly KeptVital[]
}
