import './check-up.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CheckUp, CheckUps } from '../../../contract/check-up.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { PrintedPage } from '../../parts/printed-page.tsx'
import { may, sessionQuery } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { fetchSheet, useSheetSend } from '../objects/send-sheet.ts'
import { Paper } from './paper.tsx'
import { c } from './words.ts'

type Page = { list: CheckUps; one: CheckUp | null }
type Wish = { area?: string; id?: string }

/** A check-up with the others of its area; without an id the newest. One that a notice names brings its area with it. */
const pageQuery = ({ area, id }: Wish) =>
  queryOptions({
    queryKey: ['check-ups', area, id],
    queryFn: async ({ signal }): Promise<Page> => {
      const read = (which: string) => get<CheckUp>(`/check-ups/${encodeURIComponent(which)}`, undefined, signal)
      const named = id ? await read(id) : null
      const list = await get<CheckUps>('/check-ups', { area: named?.area ?? area }, signal)
      const newest = list.rows[0]?.id
      return { list, one: named ?? (newest ? await read(newest) : null) }
    },
  })

/** 城市体检表 on a sheet: how an area stands board by board as it was known then, and what changed since the one before. */
export function CheckUpPage(): ReactNode {
  const query = useQuery(pageQuery(useSearch({ from: '/check-up' })))
  return (
    <PrintedPage
      query={query}
      title={c('title')}
      verb={c('print')}
      whose={query.data?.list.area.name}
      off={({ one }) => (one ? null : c('none'))}
      links={(page) => <Bar page={page} />}
    >
      {({ one }) =>
        one ? <Paper checkUp={one} /> : <EmptyState empty={{ kind: 'nothing-yet', title: c('none'), note: c('none-note') }} />
      }
    </PrintedPage>
  )
}

function Bar({ page: { list, one } }: { page: Page }): ReactNode {
  const navigate = useNavigate({ from: '/check-up' })
  const now = useNow()
  return (
    <>
      {one && (
        <>
          <Files id={one.id} />
          <SelectField
            label={c('version')}
            hideLabel
            value={one.id}
            choices={list.rows.map((row) => ({
              id: row.id,
              label: c('head', { no: row.no, at: dateTime(row.at, now, lang()) }),
            }))}
            onChange={(id) => void navigate({ search: (before) => ({ ...before, id }) })}
          />
        </>
      )}
      <Make area={list.area.code} />
      <Link className="btn" to="/vitals" search={{ area: list.area.code }}>
        {c('back')}
      </Link>
    </>
  )
}

/** As a PDF to send on, and as a sheet to reckon with, each with everything the page names. */
function Files({ id }: { id: string }): ReactNode {
  const send = useSheetSend()
  const fetch = (as: 'pdf' | 'xlsx', what: string) => () =>
    void send.run(() => fetchSheet(as, { lang: lang() === 'en' ? 'en' : 'zh' }, `check-ups/${id}/${what}`))
  return (
    <>
      <Button icon="export" busy={send.busy} onPress={fetch('pdf', 'paper')}>
        {c('pdf')}
      </Button>
      <Button icon="export" busy={send.busy} onPress={fetch('xlsx', 'sheet')}>
        {c('sheet')}
      </Button>
      <FieldNote error={send.error} />
    </>
  )
}

/** Makes one now, for whoever may. */
function Make({ area }: { area: string }): ReactNode {
  const navigate = useNavigate({ from: '/check-up' })
  const act = useAct()
  const make = async () => {
    const made = await act.run<{ id: string; no: number }>('/check-ups', { area })
    if (!made) return
    toast({ words: c('made', { no: made.no }) })
    void navigate({ search: (before) => ({ ...before, id: made.id }) })
  }
  const session = useQuery(sessionQuery).data
  if (!session || !may(session, 'check-up.make')) return null
  return (
    <>
      <Button busy={act.busy} onPress={() => void make()}>
        {c('make')}
      </Button>
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}
