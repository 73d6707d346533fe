import { z } from 'zod'
import { PackSimulator } from '../contract/pack-simulator.ts'

/** What the demo server tells its simulator: who reports which devices with which key, and whom it may play. */
const Device = z.object({
  id: z.string(),
  object: z.string(),
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  /** path of area codes, or the code of the grid */
  area: z.string(),
  intervalS: z.number().positive(),
  /** the power box it hangs on: without power there it is silent */
  supply: z.string().nullable().default(null),
  first: z.boolean().optional(),
})
/** A power box by its monitor. */
const Box = z.object({ id: z.string(), object: z.string(), intervalS: z.number().positive() })
/** Any other device, by its kind. */
const Sensor = z.object({ id: z.string(), kind: z.string(), intervalS: z.number().positive() })
const Gateway = z.object({
  id: z.string(),
  key: z.string(),
  secret: z.string(),
  district: z.string(),
  devices: z.array(Device),
  boxes: z.array(Box).default([]),
  sensors: z.array(Sensor).default([]),
})
const Person = z.object({
  account: z.string(),
  name: z.string(),
  post: z.string(),
  district: z.string().nullable(),
  town: z.string().nullable(),
  postKind: z.string(),
  unit: z.string().optional(),
})
/** How the devices of a kind are played, by the pack that has them. */
const Profile = z.object({ simulator: PackSimulator, ranges: z.record(z.string(), z.tuple([z.number(), z.number()])) })
/** What the gates of the run before wrote: how much left each site, and their newest tickets with those that stand open. */
const GateBefore = z.object({
  taken: z.array(z.object({ from: z.string(), m3: z.number() })),
  tickets: z.array(
    z.object({
      ...{ no: z.string(), from: z.string(), to: z.string(), plate: z.string(), load: z.number(), openedAt: z.string() },
      isOpen: z.boolean(),
    }),
  ),
})
export type GateBefore = z.infer<typeof GateBefore>
export const Inventory = z.object({
  gateways: z.array(Gateway),
  people: z.array(Person),
  profiles: z.record(z.string(), Profile).default({}),
  /** devices of vehicles the city knows */
  terminals: z.array(z.string()).default([]),
  gates: GateBefore.default({ taken: [], tickets: [] }),
})
export type Inventory = z.infer<typeof Inventory>
export type InventoryGateway = z.infer<typeof Gateway>
export type InventoryDevice = z.infer<typeof Device>
export type InventoryBox = z.infer<typeof Box>
export type InventoryProfiles = Inventory['profiles']
/** The blocks of all packs that have one. */
export const simulatorsOf = ({ profiles }: Pick<Inventory, 'profiles'>): PackSimulator[] =>
  Object.values(profiles).map(({ simulator }) => simulator)

export type InventorySensor = z.infer<typeof Sensor>

/** Code of the town a device stands in: third of the path, or the first nine digits of the grid's code. */
export const townOf = (area: string): string => area.split('/')[2] ?? area.slice(0, 9)

/** Whether an area (path or code) lies in a town. */
export const liesIn = (area: string, town: string): boolean => area.split('/').includes(town) || area.startsWith(town)
