import type { Pack } from '../../../../contract/pack.ts'
import { sameJson } from '../../../../contract/rule-words/same-json.ts'
import type { Words } from '../../../../contract/words.ts'

type Named = { id: string; name: Words; body: unknown }

/** Everything that comes, goes or changes between two versions of a pack beside its rules, a line each. */
export function blockDifferences(before: Pack, after: Pack): Words[] {
  const kinds: [Words, (pack: Pack) => Named[]][] = [
    [{ zh: '对象', en: 'Object kind' }, ({ objects }) => objects.map((one) => ({ id: one.kind, name: one.name, body: one }))],
    [{ zh: '读数', en: 'Reading' }, ({ readings }) => named(readings)],
    [
      { zh: '事件类型', en: 'Event type' },
      ({ types }) => types.map(({ plan: _, ...one }) => ({ id: one.id, name: one.name, body: one })),
    ],
    [{ zh: '预案', en: 'Plan of' }, ({ types }) => types.map(({ id, name, plan }) => ({ id, name, body: plan }))],
    [
      { zh: '设备指令', en: 'Command' },
      ({ acts }) => acts.map((one) => ({ id: `${one.family} ${one.command}`, name: one.name, body: one })),
    ],
    [{ zh: '参数', en: 'Setting' }, ({ settings }) => named(settings)],
    [{ zh: '围栏', en: 'Zone' }, ({ zones }) => named(zones)],
    [{ zh: '指标', en: 'Indicator' }, ({ indicators }) => named(indicators)],
    [{ zh: '地图图层', en: 'Map layer' }, ({ layers }) => named(layers)],
  ]
  const rest = (({ deviceKind, intervalS, merge, quiet, quietAfterEnd, simulator }: Pack) => ({
    ...{ deviceKind, intervalS, merge, quiet, quietAfterEnd, simulator },
  })) satisfies (pack: Pack) => unknown
  return [
    ...kinds.flatMap(([kind, of]) => differences(kind, of(before), of(after))),
    ...(sameJson(rest(before), rest(after))
      ? []
      : [{ zh: '并案、静默、设备或演示设置有改动', en: 'Merging, silences, device or demo settings changed' }]),
  ]
}

const named = (all: Record<string, { name: Words }>): Named[] =>
  Object.entries(all).map(([id, one]) => ({ id, name: one.name, body: one }))

function differences(kind: Words, before: Named[], after: Named[]): Words[] {
  const [was, is] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))]
  const line = (zh: string, en: string, { name }: Named): Words => ({
    zh: `${zh}${kind.zh}“${name.zh}”`,
    en: `${kind.en} ${name.en}: ${en}`,
  })
  return [
    ...after.filter(({ id }) => !was.has(id)).map((one) => line('新增', 'new', one)),
    ...before.filter(({ id }) => !is.has(id)).map((one) => line('去掉', 'gone', one)),
    ...after
      .filter(({ id, body }) => was.has(id) && !sameJson(was.get(id)!.body, body))
      .map((one) => line('改动', 'changed', one)),
  ]
}
