import { z } from 'zod'
import { Crs } from './crs.ts'
import { Instant } from './time.ts'

/** How a moment is written: with its offset, on the clock of a zone, as a day number of a spreadsheet, or counted since 1970. */
export const timeFormats = ['iso', 'local', 'excel', 'unix-s', 'unix-ms'] as const
export const TimeFormat = z.enum(timeFormats)
export type TimeFormat = z.infer<typeof TimeFormat>

/** How rows come to a mapped feed. */
export const mappedKinds = ['file', 'poll', 'ngsi-ld', 'sparkplug'] as const
export const MappedKind = z.enum(mappedKinds)
export type MappedKind = z.infer<typeof MappedKind>

const Column = z.string().min(1).max(120)
const isZone = (zone: string): boolean => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC'
/** What is stored is `given × factor + offset`, in the unit of the pack. */
const scale = {
  factor: z
    .number()
    .refine((n) => n !== 0, { params: { reason: 'unfit' } })
    .default(1),
  offset: z.number().default(0),
}
const Reading = z.string().min(1).max(40)

/** Which column of a table is the device, the time and the measured values; a path with dots for JSON. */
export const Mapping = z
  .strictObject({
    /** of a workbook; null: its first one */
    sheet: z.string().max(100).nullable().default(null),
    /** the line with the names of the columns, from 1 */
    heading: z.int().min(1).max(50).default(1),
    /** where the list of rows is in JSON, a path with dots; '' = the document itself */
    list: z.string().max(200).default(''),
    device: z.strictObject({
      column: Column.nullable().default(null),
      /** all rows are of this one, when there is no column */
      fixed: z.string().min(1).max(120).nullable().default(null),
      /** left out at the beginning of every number */
      prefix: z.string().max(120).default(''),
      /** their number → ours, where they differ */
      known: z.record(z.string().max(120), z.string().min(1).max(120)).default({}),
    }),
    time: z.strictObject({
      column: Column,
      format: TimeFormat,
      zone: z
        .string()
        .refine(isZone, { params: { reason: 'unfit' } })
        .default('Asia/Shanghai'),
    }),
    /** one column for each reading … */
    wide: z
      .array(z.strictObject({ column: Column, reading: Reading, ...scale }))
      .max(40)
      .default([]),
    /** … or one line for each value: what they call it, and the unit they must give it in */
    long: z
      .strictObject({
        name: Column,
        value: Column,
        unit: Column.nullable().default(null),
        names: z
          .array(z.strictObject({ said: Column, unit: z.string().max(20).nullable().default(null), reading: Reading, ...scale }))
          .min(1)
          .max(64),
      })
      .nullable()
      .default(null),
    position: z.strictObject({ lon: Column, lat: Column, crs: Crs }).nullable().default(null),
  })
  .refine(({ device }) => (device.column === null) !== (device.fixed === null), {
    path: ['device'],
    params: { reason: 'value.missing' },
  })
  .refine(({ wide, long }) => wide.length > 0 !== (long !== null), { path: ['wide'], params: { reason: 'value.missing' } })
  .meta({ id: 'Mapping' })
export type Mapping = z.infer<typeof Mapping>

/** `pull`: a source of CHANNELS_FILE and the path behind its address. */
export const Pull = z.strictObject({
  name: z.string().min(1).max(40),
  path: z
    .string()
    .max(500)
    .regex(/^\/(?!\/)[^\s\\]*$/)
    .default('/'),
  everyS: z.int().min(10).max(86_400),
})
export type Pull = z.infer<typeof Pull>

/** No level and no wildcard of a topic. */
const Group = z
  .string()
  .max(80)
  .regex(/^[^/+#\p{Cc}]+$/u)

export const MappedFeedBody = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    kind: MappedKind,
    /** it speaks for the devices in the areas of this unit */
    unit: z.string().min(1).max(80),
    /** the key of a system that may bring something; nobody but people when null */
    key: z.string().max(80).nullable().default(null),
    on: z.boolean().default(true),
    /** so often something should come, seconds; null: whenever it does */
    expectS: z.int().min(10).max(2_678_400).nullable().default(null),
    mapping: Mapping,
    pull: Pull.nullable().default(null),
    /** of Sparkplug B: the group of its edge nodes */
    group: Group.nullable().default(null),
    /** what was seen when this was written; left out for a new one */
    version: z.int().optional(),
  })
  .refine(({ kind, pull }) => (kind === 'poll') === (pull !== null), { path: ['pull'], params: { reason: 'value.missing' } })
  .refine(({ kind, group }) => (kind === 'sparkplug') === (group !== null), {
    path: ['group'],
    params: { reason: 'value.missing' },
  })
  .meta({ id: 'MappedFeedBody' })
export type MappedFeedBody = z.infer<typeof MappedFeedBody>

/** `silent`: nothing for longer than is expected. `failing`: the last try came to nothing. `new`: nothing came yet. */
export const feedHealths = ['well', 'failing', 'silent', 'new', 'off'] as const
export const FeedHealth = z.enum(feedHealths)
export type FeedHealth = z.infer<typeof FeedHealth>

/** A reason with its words, and how often it was given. */
export const Said = z.object({ code: z.string(), zh: z.string(), en: z.string(), n: z.number() })
const counts = { rows: z.number(), kept: z.number(), duplicates: z.number(), refused: z.number() }

export const MappedFeedRow = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: MappedKind,
    unit: z.string(),
    unitName: z.string(),
    key: z.string().nullable(),
    on: z.boolean(),
    expectS: z.number().nullable(),
    mapping: Mapping,
    pull: Pull.nullable(),
    group: z.string().nullable(),
    version: z.number(),
    health: FeedHealth,
    lastOkAt: Instant.nullable(),
    lastFailedAt: Instant.nullable(),
    /** of Sparkplug B: nodes (`node`) and devices (`node/device`) that said goodbye */
    gone: z.array(z.string()),
    /** why the last try failed */
    failure: z.object({ zh: z.string(), en: z.string() }).nullable(),
    /** the newest moment measured that it brought */
    lastMeasuredAt: Instant.nullable(),
    /** of the last 24 hours */
    day: z.object({ deliveries: z.number(), ...counts, reasons: z.array(Said) }),
  })
  .meta({ id: 'MappedFeed' })
export type MappedFeedRow = z.infer<typeof MappedFeedRow>

/** `pulls`: the sources of CHANNELS_FILE that may be asked; `keys`: what a new one can be given. */
export const MappedFeedList = z
  .object({
    rows: z.array(MappedFeedRow),
    next: z.string().nullable(),
    pulls: z.array(z.object({ name: z.string(), origin: z.string() })),
    keys: z.array(z.object({ id: z.string(), name: z.string() })),
    readings: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string(), unit: z.string() })),
    at: Instant,
  })
  .meta({ id: 'MappedFeedList' })
export type MappedFeedList = z.infer<typeof MappedFeedList>

/** One file, answer or message as it came, with what became of its rows. */
export const DeliveryRow = z
  .object({
    id: z.uuid(),
    feed: z.string(),
    name: z.string(),
    /** who brought it; of the watched folder `folder`, or `folder-again` when it went on after it was read */
    by: z.string(),
    at: Instant,
    endedAt: Instant.nullable(),
    bytes: z.number(),
    state: z.enum(['waiting', 'running', 'done', 'refused']),
    /** rows read so far, of `rows`; null while nobody has counted them */
    done: z.number(),
    ...counts,
    rows: z.number().nullable(),
    refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
    reasons: z.array(Said),
  })
  .meta({ id: 'Delivery' })
export type DeliveryRow = z.infer<typeof DeliveryRow>
export const DeliveryList = z
  .object({ rows: z.array(DeliveryRow), next: z.string().nullable(), at: Instant })
  .meta({ id: 'DeliveryList' })
export type DeliveryList = z.infer<typeof DeliveryList>

/** The first rows of a file under a mapping that is not saved yet. */
export const PreviewBody = z.strictObject({
  name: z.string().max(200),
  /** base64 */
  data: z.string().min(1),
  unit: z.string().min(1).max(80),
  /** how the table is found before anything is mapped */
  look: z.strictObject({ sheet: z.string().max(100).nullable(), heading: z.int().min(1).max(50), list: z.string().max(200) }),
  mapping: Mapping.nullable(),
})
export const Preview = z
  .object({
    sheets: z.array(z.string()),
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        n: z.number(),
        cells: z.array(z.string()),
        device: z.string().nullable(),
        at: Instant.nullable(),
        values: z.record(z.string(), z.number()),
        refusal: z.object({ zh: z.string(), en: z.string() }).nullable(),
      }),
    ),
    total: z.number(),
    refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'FilePreview' })
export type Preview = z.infer<typeof Preview>
