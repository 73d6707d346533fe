import type { ReactNode } from 'react'
import type { ObjectKind, ObjectRow } from '../../../contract/register.ts'
import { NONE } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { RiskShape } from '../../../ui/risk-shape.tsx'
import type { Column } from '../../../ui/table.tsx'
import { say, t } from '../../messages.ts'
import { valueWords } from './value-words.ts'

/** So many details stand in the table, fewer beside an open object; all of them stand on the object's page. */
const mostDetails = { wide: 5, narrow: 1 } as const

/** Columns of the register: the plain ones, and with one kind chosen those its pack keeps. */
export function objectColumns(
  kind: ObjectKind | undefined,
  kinds: readonly ObjectKind[],
  room: keyof typeof mostDetails,
): Column<ObjectRow>[] {
  const nameOf = (code: string): string => {
    const found = kinds.find((one) => one.kind === code)
    return found ? say(found.name) : code
  }
  const modelled = (code: string): boolean => kinds.find((one) => one.kind === code)?.modelled ?? false
  return [
    { id: 'code', label: t('objects.field.code'), width: '11.5rem', cell: (r) => <span className="code">{r.code}</span> },
    { id: 'name', label: t('objects.field.name'), width: 'minmax(11rem, 1.5fr)', cell: (r) => <b className="b">{r.name}</b> },
    ...(kind ? [] : [{ id: 'kind', label: t('objects.kind'), width: '7.5rem', cell: (r: ObjectRow) => nameOf(r.kind) } as const]),
    {
      id: 'risk',
      label: t('objects.risk'),
      width: '7rem',
      cell: (r) => (modelled(r.kind) ? <Risk row={r} /> : <span className="t2">{t('objects.no-model')}</span>),
    },
    { id: 'coded', label: t('codes.title'), width: '5.5rem', cell: (r) => t(`codes.state.${r.codeState}`) },
    { id: 'area', label: t('objects.area'), width: 'minmax(9rem, 1.1fr)', cell: (r) => r.areaName },
    {
      id: 'owner',
      label: t('objects.field.owner'),
      width: 'minmax(6rem, .8fr)',
      cell: (r) => r.owner ?? (r.ownerKind ? t(`objects.ownerKind.${r.ownerKind}`) : NONE),
    },
    ...Object.entries(kind?.details ?? {})
      .slice(0, mostDetails[room])
      .map(([id, detail]) => ({
        ...{ id: `details/${id}`, label: say(detail.name), width: 'minmax(5.5rem, .7fr)', number: detail.kind === 'number' },
        cell: (r: ObjectRow) => valueWords(detail, r.details[id]),
      })),
  ]
}

function Risk({ row }: { row: ObjectRow }): ReactNode {
  return (
    <span className="row nw">
      <RiskShape risk={row.risk} size={16} label="" />
      {riskWord(row.risk)}
    </span>
  )
}
