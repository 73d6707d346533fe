import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Why } from '../../../contract/why.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Screen, useTitle } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { whyQuery } from '../../queries.ts'
import type { WhySearch } from '../../search.ts'
import { WhyDevice } from './why-device.tsx'
import { WhyEvents } from './why-events.tsx'

const hints = (): KeyHint[] => [{ action: 'search' }, { action: 'help' }]

/** 为什么、为什么没有: what the rules made of a moment, how an event came about, who was called, who was not, and why. */
export function WhyScreen(): ReactNode {
  const { event, device, reading, person, at } = useSearch({ from: '/app/why' })
  const moment = at ? { at } : {}
  const asked = event ? { event } : reading ? { reading } : device ? { device, ...moment } : person ? { person, ...moment } : null
  useFoot(hints)
  return asked ? <Answer asked={asked} /> : <Nothing />
}

function Nothing(): ReactNode {
  useTitle(t('why-page.title'))
  return (
    <div className="k3">
      <PageHead title={t('why-page.title')} />
      <EmptyState empty={{ kind: 'nothing-yet', title: t('why-page.nothing'), note: t('why-page.nothing-how') }} />
    </div>
  )
}

/** What a why is about, by its name: the person, the one event asked for, else the object of the device. */
const subjectOf = (why: Why, asked: WhySearch): string =>
  why.person?.name ?? (asked.event ? why.events[0]?.title : undefined) ?? why.device?.label ?? ''

function Answer({ asked }: { asked: WhySearch }): ReactNode {
  const query = useQuery(whyQuery(asked))
  const now = useNow()
  const title = query.data ? t('why-page.of', { name: subjectOf(query.data, asked) }) : t('why-page.title')
  return (
    <Screen query={query} title={title}>
      {(why) => (
        <div className="why-page">
          <PageHead title={title}>
            <span className="meta">{t('why-page.at', { time: dateTime(why.at, now, lang(), true) })}</span>
          </PageHead>
          <div className={why.device ? 'why-in both' : 'why-in'}>
            {why.device && <WhyDevice at={why.at} device={why.device} />}
            <WhyEvents events={why.events} about={why.person ? 'person' : 'thing'} />
          </div>
        </div>
      )}
    </Screen>
  )
}
