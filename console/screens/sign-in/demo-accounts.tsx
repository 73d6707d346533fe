import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { DemoInfo } from '../../../contract/person.ts'
import { ApiError, get } from '../../../ui/api.ts'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say, t, tell } from '../../messages.ts'
import { enterDemo } from '../../session.ts'

type Demo = z.infer<typeof DemoInfo>
type Account = Demo['accounts'][number]

/** Where each kind of account is at home. Another app is another page of the same tab: the session of the tab goes along. */
const homes: Record<Account['app'], { href: string | null; icon: IconName }> = {
  console: { href: null, icon: 'screen' },
  admin: { href: null, icon: 'shield' },
  field: { href: '/field/', icon: 'mobile' },
  leader: { href: '/leader', icon: 'mobile' },
  cockpit: { href: '/cockpit/', icon: 'screen' },
}

/** Which tier a demo account works at; its name begins with the place, and the three administrators stand for themselves. */
function tierOf({ account, app }: Account): 'city' | 'district' | 'town' | 'support' {
  if (app === 'admin') return 'support'
  return account.startsWith('city') ? 'city' : account.startsWith('jiangbei') ? 'district' : 'town'
}

function Card({ account, busy, onPress }: { account: Account; busy: boolean; onPress: () => void }): ReactNode {
  const [tier, post] = splitLabel(say(account.label))
  const home = homes[account.app]
  return (
    <button type="button" className="ac" disabled={busy} onClick={onPress}>
      <Tag>{t(`demo.tier.${tierOf(account)}`)}</Tag>
      <span className="grow">
        <span className="who-line">
          <b>{account.name}</b> {post}
        </span>
        <span className="meta el">{tell(`demo.${account.account}`) ?? tier}</span>
      </span>
      <span className="d">
        <Icon name={home.icon} size={18} />
        {t(`demo.app.${account.app}`)}
      </span>
    </button>
  )
}

/** "江北区 值班长" → the unit, and the whole as it is read. */
const splitLabel = (label: string): [string, string] => [label.split(/[ ,]/)[0] ?? label, label]

/** The people of the demo, one press each; the press signs in in this tab only, so two people fit into one browser. Nothing outside demo mode. */
export function DemoAccounts({ onEntered }: { onEntered: () => void }): ReactNode {
  const client = useQueryClient()
  const now = useNow()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const { data } = useQuery({ queryKey: ['demo'], queryFn: ({ signal }) => get<Demo>('/demo', undefined, signal), retry: false })
  if (!data) return null
  const enter = async (account: Account) => {
    setBusy(true)
    setError(null)
    try {
      await enterDemo(client, account.account)
      const { href } = homes[account.app]
      if (href) location.assign(href)
      else onEntered()
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem
      setError(problem.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <h2>
        {t('demo.title')} <small>{t('demo.how')}</small>
      </h2>
      <p className="t2">{t('demo.what', { time: dateTime(now, now, lang()) })}</p>
      <p className="t2">{t('demo.story')}</p>
      <FieldNote error={error} />
      <div className="acs">
        {data.accounts.map((a) => (
          <Card key={a.account} account={a} busy={busy} onPress={() => void enter(a)} />
        ))}
        <a className="ac" href="/public">
          <Tag>{t('demo.tier.public')}</Tag>
          <span className="grow">
            <span className="who-line">
              <b>{t('demo.public')}</b> {t('demo.public-who')}
            </span>
            <span className="meta el">{t('demo.public-what')}</span>
          </span>
          <span className="d">
            <Icon name="user" size={18} />
            {t('demo.app.field')}
          </span>
        </a>
      </div>
      <span className="grow" />
      <p className="meta">
        {t('demo.clock', { time: dateTime(now, now, lang(), true), n: data.rate })} · {t('demo.only')}
      </p>
    </>
  )
}
