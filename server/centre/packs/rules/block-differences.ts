import type { Pack } from '../../../../contract/pack.ts'
import type { BlockChange } from '../../../../contract/pack-change.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import type { Words } from '../../../../contract/words.ts'
import { fieldDifferences } from './field-differences.ts'
import { fieldsWords, isNone, isPlain, type Names, namesIn, type Plain } from './field-words.ts'

type Named = { id: string; name: Words; body: Plain }
type Kind = { what: Words; of: (pack: Pack) => Named[] }

/** Blocks of which a pack has several, each with a name of its own. Rules and plans are told elsewhere. */
const kinds: readonly Kind[] = [
  {
    what: { zh: '对象', en: 'Object kind' },
    of: ({ objects }) => objects.map((one) => ({ id: one.kind, name: one.name, body: one })),
  },
  { what: { zh: '读数', en: 'Reading' }, of: ({ readings }) => named(readings) },
  {
    what: { zh: '事件类型', en: 'Event type' },
    // What of a plan no table of it shows goes with its type.
    of: ({ types }) =>
      types.map(({ plan, ...one }) => ({
        id: one.id,
        name: one.name,
        body: {
          ...one,
          ...(plan.evacuate ? { evacuate: plan.evacuate } : {}),
          ...(plan.closures ? { closures: plan.closures } : {}),
        },
      })),
  },
  {
    what: { zh: '设备指令', en: 'Command' },
    of: ({ acts }) => acts.map((one) => ({ id: `${one.family} ${one.command}`, name: one.name, body: one })),
  },
  { what: { zh: '参数', en: 'Setting' }, of: ({ settings }) => named(settings) },
  { what: { zh: '围栏', en: 'Zone' }, of: ({ zones }) => named(zones) },
  { what: { zh: '指标', en: 'Indicator' }, of: ({ indicators }) => named(indicators) },
  { what: { zh: '地图图层', en: 'Map layer' }, of: ({ layers }) => named(layers) },
]

/** Blocks of which a pack has one. */
const single: readonly { what: Words; of: (pack: Pack) => Plain }[] = [
  {
    what: { zh: '设备', en: 'Devices' },
    of: ({ deviceKind, deviceName, intervalS }) => ({ deviceKind, deviceName: deviceName ?? undefined, intervalS }),
  },
  { what: { zh: '并案', en: 'Merging' }, of: ({ merge }) => merge },
  { what: { zh: '静默', en: 'Silences' }, of: ({ quiet, quietAfterEnd }) => ({ ...quiet, quietAfterEnd }) },
  { what: { zh: '运输核查', en: 'Haulage' }, of: ({ haulage }) => haulage ?? {} },
  { what: { zh: '牵涉各方', en: 'Parts of a case' }, of: ({ parts }) => parts ?? {} },
  { what: { zh: '月报', en: 'Monthly sheet' }, of: ({ sheet }) => sheet ?? {} },
  { what: { zh: '演示', en: 'Play of the demo' }, of: ({ simulator }) => simulator ?? {} },
]

/** Everything that comes, goes or changes between two versions of a pack beside its rules and plans, block by block and row by row. Pure. */
export function blockDifferences(before: Pack, after: Pack): BlockChange[] {
  const names = namesIn([before, after])
  return [
    ...kinds.flatMap((kind) => ofKind(kind, { before: kind.of(before), after: kind.of(after) }, names)),
    ...single.flatMap(({ what, of }) => ofSingle(what, { before: of(before), after: of(after) }, names)),
  ]
}

function ofSingle(what: Words, { before, after }: { before: Plain; after: Plain }, names: Names): BlockChange[] {
  if (isNone(before) && !isNone(after)) return [{ what: { zh: `新增${what.zh}`, en: `${what.en}: new` }, lines: [] }]
  if (isNone(after) && !isNone(before)) return [{ what: { zh: `去掉${what.zh}`, en: `${what.en}: gone` }, lines: [] }]
  const lines = fieldDifferences(before, after, names)
  return lines.length > 0 ? [{ what, lines }] : []
}

const named = (all: Readonly<Record<string, { name: Words }>>): Named[] =>
  Object.entries(all).map(([id, one]) => ({ id, name: one.name, body: one }))

function ofKind({ what }: Kind, { before, after }: { before: Named[]; after: Named[] }, names: Names): BlockChange[] {
  const [was, is] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))]
  const headed = (zh: string, en: string, { name }: Named): Words => ({
    zh: `${zh}${what.zh}“${name.zh}”`,
    en: `${what.en} ${name.en}: ${en}`,
  })
  return [
    ...after.filter(({ id }) => !was.has(id)).map((one) => ({ what: headed('新增', 'new', one), lines: inside(one, names) })),
    ...before.filter(({ id }) => !is.has(id)).map((one) => ({ what: headed('去掉', 'gone', one), lines: [] })),
    ...after.flatMap((one) => {
      const old = was.get(one.id)
      if (!old || sameJson(old.body, one.body)) return []
      // Ids mean what they mean in this block first: two kinds may have a column of one id.
      const own = new Map([...names, ...namesIn([old.body, one.body])])
      return [{ what: headed('改动', 'changed', one), lines: fieldDifferences(old.body, one.body, own) }]
    }),
  ]
}

/** Of a block that is new: its fields in a line, where it is small. What an object kind holds is listed by itself. */
function inside({ body }: Named, names: Names): Words[] {
  const small = Object.values(body).every((value) => !isPlain(value) || 'zh' in value || 'count' in value)
  const words = small ? fieldsWords(body, names) : null
  return words?.zh ? [words] : []
}
