import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CalendarView } from '../../../contract/calendar.ts'
import { When } from '../../../ui/age.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { TableHeads } from '../../parts/table-heads.tsx'
import { may, useSession } from '../../session.ts'
import { calendarQuery } from './admin-queries.ts'
import { HoursForm, NoticeForm } from './calendar-forms.tsx'
import { hoursText, spans, stretchesOf } from './calendar-words.ts'

/** The working calendar: hours, the days of each published year, and what is still missing. */
export function Calendar(): ReactNode {
  const query = useQuery(calendarQuery())
  const session = useSession()
  const [form, setForm] = useState<'hours' | 'notice' | null>(null)
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const view = query.data
  const close = () => setForm(null)
  return (
    <>
      {view.missing && <Banner icon="alert">{t('calendar.missing', { year: view.missing })}</Banner>}
      <Head view={view} />
      {may(session, 'calendar.change') && form === null && (
        <div className="row">
          <Button onPress={() => setForm('notice')}>{t('calendar.import')}</Button>
          <Button onPress={() => setForm('hours')}>{t('calendar.set-hours')}</Button>
        </div>
      )}
      {form === 'notice' && <NoticeForm onClose={close} />}
      {form === 'hours' && <HoursForm calendar={view.calendar} onClose={close} />}
      <Hours view={view} />
      <Days view={view} />
    </>
  )
}

function Head({ view }: { view: CalendarView }): ReactNode {
  const { version, source, madeAt, madeBy, lastYear, provisional } = view
  return (
    <p className="meta">
      {version === 0 ? t('calendar.shipped') : t('calendar.version', { version, source: source ?? NONE, who: madeBy ?? NONE })}
      {madeAt && (
        <>
          {' '}
          <When at={madeAt} />
        </>
      )}
      {' · '}
      {t('calendar.last', { year: lastYear })}
      {' · '}
      {t('calendar.provisional', { n: provisional })}
    </p>
  )
}

function Hours({ view: { calendar } }: { view: CalendarView }): ReactNode {
  const day = calendar.workingDay === 'same-clock' ? t('calendar.same-clock') : t('calendar.minutes', { n: calendar.workingDay })
  return (
    <section aria-label={t('calendar.hours')}>
      <header className="sect">
        <h2>{t('calendar.hours')}</h2>
      </header>
      <table className="tb">
        <TableHeads labels={[t('calendar.from'), t('calendar.to'), t('calendar.windows')]} />
        <tbody>
          {calendar.hours.map((one) => (
            <tr key={`${one.from}${one.to}${hoursText(one)}`}>
              <td className="nw">{one.from ?? t('calendar.open')}</td>
              <td className="nw">{one.to ?? t('calendar.open')}</td>
              <td>{hoursText(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">{t('calendar.day', { day })}</p>
    </section>
  )
}

function Days({ view: { calendar, lastYear } }: { view: CalendarView }): ReactNode {
  const years = Object.keys(calendar.years).toSorted().reverse()
  const [year, setYear] = useState(String(lastYear))
  const papers = calendar.years[year]?.papers ?? []
  return (
    <section aria-label={t('calendar.days')}>
      <header className="sect">
        <h2>{t('calendar.days')}</h2>
        <SelectField
          label={t('calendar.year')}
          hideLabel
          choices={years.map((id) => ({ id, label: id }))}
          value={year}
          onChange={(next) => setYear(next ?? year)}
        />
      </header>
      <table className="tb">
        <TableHeads
          labels={[t('calendar.feast'), t('calendar.off'), t('calendar.n'), t('calendar.work')]}
          numbers={[t('calendar.n')]}
        />
        <tbody>
          {stretchesOf(year, calendar).map(({ name, off, work }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{spans(off, lang()) || NONE}</td>
              <td className="num">{off.length}</td>
              <td>{spans(work, lang()) || NONE}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {papers.map((paper) => (
        <p key={paper} className="meta">
          {t('calendar.paper', { paper })}
        </p>
      ))}
    </section>
  )
}
