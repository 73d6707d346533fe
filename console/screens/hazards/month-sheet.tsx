import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { MonthSheet as Sheet } from '../../../contract/month-sheet.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, OldNote, Unread } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { changed } from '../../search.ts'

/** The month before or after, `2026-01`. */
function monthAfter(month: string, by: number): string {
  const [year = 0, one = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, one - 1 + by, 1)).toISOString().slice(0, 7)
}

/** 月报: the figures a pack names, by area; a share with both numbers, and nothing where nothing can be known. */
export function MonthSheet(): ReactNode {
  const { wish: area } = useArea()
  const { month, pack } = useSearch({ from: '/app/hazards' })
  const query = useQuery({
    queryKey: ['month-sheet', { area, month, pack }],
    queryFn: ({ signal }) => get<Sheet>('/month-sheets', { area, month, pack }, signal),
  })
  if (!query.data) return <Unread query={query} />
  if (query.data.pack === null)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('sheet.none'), note: t('sheet.none-how') }} />
  return (
    <>
      <OldNote query={query} />
      <Bar sheet={query.data} area={area} />
      <div className="hz-sheet">
        <Figures sheet={query.data} />
      </div>
    </>
  )
}

function Bar({ sheet, area }: { sheet: Sheet; area: string | undefined }): ReactNode {
  const navigate = useNavigate({ from: '/hazards' })
  const [busy, setBusy] = useState(false)
  const go = (next: { month?: string; pack?: string }) =>
    void navigate({ search: (before) => changed(before, next), replace: true })
  const save = async () => {
    setBusy(true)
    await saveFile('/month-sheets.xlsx', { query: { area, month: sheet.month, pack: sheet.pack! } }).catch(() => undefined)
    setBusy(false)
  }
  return (
    <div className="hz-bar row wrap">
      {sheet.sheets.length > 1 && (
        <Segmented
          label={t('sheet.which')}
          items={sheet.sheets.map(({ pack, name }) => ({ id: pack, label: say(name) }))}
          value={sheet.pack!}
          onChange={(pack) => go({ pack })}
        />
      )}
      <Button small icon="left" label={t('sheet.before')} onPress={() => go({ month: monthAfter(sheet.month, -1) })} />
      <b className="b">{sheet.month}</b>
      <Button
        small
        icon="right"
        label={t('sheet.after')}
        off={sheet.running ? t('sheet.runs') : null}
        onPress={() => go({ month: monthAfter(sheet.month, 1) })}
      />
      <span className="meta">{sheet.running ? t('sheet.until-now', { time: clockTime(sheet.at, true) }) : t('sheet.whole')}</span>
      <span className="grow" />
      <Button small icon="export" busy={busy} onPress={() => void save()}>
        {t('hazards.export')}
      </Button>
    </div>
  )
}

function Figures({ sheet }: { sheet: Sheet }): ReactNode {
  const place = new Map(sheet.columns.map(({ id }, n) => [id, n]))
  const cell = (cells: Sheet['total'], n: number): string => {
    const [value, of] = [cells[n] ?? null, sheet.columns[n]!.of]
    if (value === null) return NONE
    const whole = of === null ? null : (cells[place.get(of) ?? -1] ?? null)
    // A part of nothing is no figure.
    if (whole === 0) return NONE
    return whole === null ? number(value) : `${number(value)}/${number(whole)}`
  }
  const line = (name: string, cells: Sheet['total'], kind: string) => (
    <tr key={name} className={kind}>
      <td>{name}</td>
      {sheet.columns.map(({ id }, n) => (
        <td key={id}>{cell(cells, n)}</td>
      ))}
    </tr>
  )
  return (
    <table>
      <thead>
        <tr>
          <th>{t('due.area')}</th>
          {sheet.columns.map(({ id, name }) => (
            <th key={id}>{say(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map(({ name, cells }) => line(name, cells, ''))}
        {line(t('sheet.total'), sheet.total, 'total')}
      </tbody>
    </table>
  )
}
