import { chargeWordsOf } from '../../../../contract/charge-words.ts'
import type { ObjectKind } from '../../../../contract/object-kind.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { ShownModel } from '../../../../contract/pack-shown.ts'
import type { RiskIndicator, RiskSource } from '../../../../contract/risk.ts'
import { risks } from '../../../../contract/scales.ts'
import type { Words } from '../../../../contract/words.ts'

/** The risk models of a pack as its page shows them; `packs`: those in force, whose alarms and readings they look at. Pure. */
export const shownModels = (pack: Pick<Pack, 'objects'>, packs: readonly Pack[]): ShownModel[] =>
  pack.objects.flatMap((kind): ShownModel[] => {
    const { risk } = kind
    if (!risk) return []
    return [
      {
        ...{ kind: kind.kind, name: kind.name, version: risk.version },
        groups: Object.entries(risk.groups).map(([id, name]) => groupOf({ id, name, all: risk.indicators }, { kind, packs })),
        levels: risks.flatMap((level) => (level === 'green' ? [] : [{ level, from: risk.levels[level] }])),
        floors: risk.floors.map(({ id, name, restore, steps }) => ({ id, name, restore, steps })),
      },
    ]
  })

type Around = { kind: ObjectKind; packs: readonly Pack[] }
type Group = { id: string; name: Words; all: readonly RiskIndicator[] }

function groupOf({ id, name, all }: Group, around: Around): ShownModel['groups'][number] {
  const own = all.filter(({ group }) => group === id)
  return {
    ...{ id, name, weight: own.reduce((sum, { weight }) => sum + weight, 0) },
    indicators: own.map((one) => ({
      ...{ id: one.id, name: one.name, weight: one.weight },
      from: one.from.map((source) => sourceWords(source, around)),
    })),
  }
}

const both = (zh: string, en: string): Words => ({ zh, en })

function eventWords({ by, days }: Extract<RiskSource, { kind: 'events' }>): Words {
  const told = {
    anybody: both('', ''),
    people: both('人员上报', ' told by people'),
    public: both('群众反映', ' told by citizens'),
  }[by]
  return both(`近 ${days} 天${told.zh}事件`, `events of ${days} days${told.en}`)
}

/** Where an indicator looks, in words. */
function sourceWords(source: RiskSource, { kind, packs }: Around): Words {
  const packOf = (id: string): Pack | undefined => packs.find((one) => one.id === id)
  const ruleName = (pack: string, family: string): Words =>
    packOf(pack)?.detect.find((rule) => rule.family === family)?.name ?? both(family, family)
  switch (source.kind) {
    case 'alarm': {
      const { zh, en } = ruleName(source.pack, source.family)
      return both(`现有报警：${zh}`, `alarm that stands: ${en}`)
    }
    case 'alarms': {
      const names = [...new Set(source.families.map((family) => ruleName(source.pack, family)))]
      const [zh, en] = [names.map((one) => one.zh).join('、'), names.map((one) => one.en).join(', ')]
      return both(`近 ${source.days} 天报警：${zh}`, `alarms of ${source.days} days: ${en}`)
    }
    case 'reading': {
      const { zh, en } = packOf(source.pack)?.readings[source.reading]?.name ?? both(source.reading, source.reading)
      return both(`最新读数：${zh}`, `newest reading: ${en}`)
    }
    case 'heard':
      return both('设备多久没有上报', 'how long its devices have been silent')
    case 'events':
      return eventWords(source)
    case 'signals':
      return both('待定线索', 'undecided signals')
    case 'cases':
      return source.which === 'open' ? both('未结事件', 'open cases') : both('超时事件', 'overdue cases')
    default:
      return keptWords(source, { kind, packs })
  }
}

type Kept = Exclude<RiskSource, { kind: 'alarm' | 'alarms' | 'reading' | 'heard' | 'events' | 'signals' | 'cases' }>

/** What is kept of an object: in the register, on papers that name it, by inspections. */
function keptWords(source: Kept, { kind, packs }: Around): Words {
  const inspectionName = (id: string): Words => kind.inspections.find((one) => one.id === id)?.name ?? both(id, id)
  switch (source.kind) {
    case 'inspections': {
      const { zh, en } = inspectionName(source.inspection)
      return both(`近 ${source.days} 天完成率：${zh}`, `share done in ${source.days} days: ${en}`)
    }
    case 'inspected': {
      const { zh, en } = inspectionName(source.inspection)
      return both(`距上次：${zh}`, `days since: ${en}`)
    }
    case 'charges': {
      const names = source.roles.map((role) => chargeWordsOf(role, kind))
      return both(`在册：${names.map(({ zh }) => zh).join('、')}`, `registered: ${names.map(({ en }) => en).join(', ')}`)
    }
    case 'owner':
      return both('登记：有主或无主', 'register: owned or ownerless')
    case 'papers': {
      const papers = packs.flatMap(({ objects }) => objects).find((one) => one.kind === source.of)
      const { zh, en } = papers?.name ?? both(source.of, source.of)
      return both(`有效期：${zh}`, `validity: ${en}`)
    }
    default: {
      const { zh, en } = kind.details[source.detail]?.name ?? both(source.detail, source.detail)
      return 'due' in source && source.due
        ? both(`到期：${zh}加周期`, `due: ${en} and its cycle`)
        : both(`登记：${zh}`, `register: ${en}`)
    }
  }
}
