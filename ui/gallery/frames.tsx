import { type ReactNode, useState } from 'react'
import { type AreaOption, AreaSwitcher } from '../area-switcher.tsx'
import { Button } from '../button.tsx'
import { CheckList } from '../check-list.tsx'
import { Deadline } from '../deadline.tsx'
import { EventRow } from '../event-row.tsx'
import { Frame, PageHead } from '../frame.tsx'
import { List } from '../list.tsx'
import type { NavItem } from '../nav-link.ts'
import { PhoneFrame, Pill } from '../phone-frame.tsx'
import { GradeShape } from '../risk-shape.tsx'
import { SoundControl } from '../sound-control.tsx'
import { WarningFlag } from '../warning-flag.tsx'
import { at } from './samples.ts'

const city: AreaOption = { code: '50', name: '重庆市', path: '50/', tier: 'city' }
const jiangbei: AreaOption = { code: '500105', name: '江北区', path: '50/500105/', tier: 'district' }
const nav: readonly NavItem[] = [
  { id: 'inbox', label: '收件', icon: 'inbox', href: '#inbox', count: 7 },
  { id: 'events', label: '事件', icon: 'list', href: '#events' },
  { id: 'map', label: '地图', icon: 'map', href: '#map' },
  { id: 'dispatch', label: '派遣', icon: 'board', href: '#dispatch' },
  { id: 'check', label: '核查', icon: 'verify', href: '#check' },
  { id: 'feeds', label: '接入', icon: 'feed', href: '#feeds' },
]
const rows = [
  { id: 'a', title: '塔山公园公厕 沼气超标' },
  { id: 'b', title: '井盖缺失 北滨二路 38 号前' },
]

/** The console's frame, alone on a page (`?view=console`). */
export function ConsoleFrame(): ReactNode {
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState<string | null>('a')
  const area = (
    <AreaSwitcher trail={[city, jiangbei]} onChange={() => undefined} load={async () => []} open={open} onOpen={setOpen} />
  )
  return (
    <Frame
      nav={nav}
      current="inbox"
      area={area}
      onSearch={() => undefined}
      onHelp={() => undefined}
      top={
        <>
          <WarningFlag colour="yellow" words="暴雨黄色预警" />
          <SoundControl short />
        </>
      }
      duty={{ name: '陈立', post: '江北坐席 2' }}
      keys={[
        { caps: ['J', 'K'], label: '上下' },
        { action: 'triageDispatch' },
        { action: 'triageMerge' },
        { action: 'triageDecline' },
        { action: 'triageLater' },
        { action: 'help' },
      ]}
      keyNote="线索 → 事件 平均 38 秒（46 条，本班）"
    >
      <PageHead title="收件箱">
        <span className="grow" />
        <Button small icon="plus" keyFor="newEvent" onPress={() => undefined}>
          新建事件
        </Button>
      </PageHead>
      <List
        label="线索"
        rows={rows}
        keyOf={(r) => r.id}
        words={(r) => r.title}
        current={current}
        onCurrent={setCurrent}
        rowOf={(r) => (
          <EventRow
            grade={r.id === 'a' ? 'extraordinary' : 'serious'}
            unsigned={r.id === 'a'}
            title={r.title}
            line="寸滩街道 · 52 %LEL，正常 <20"
            source="sensor"
            at={at('09:48:42')}
          />
        )}
      />
    </Frame>
  )
}

const tabs: readonly NavItem[] = [
  { id: 'today', label: '今天', icon: 'home', href: '#today' },
  { id: 'map', label: '地图', icon: 'map', href: '#map' },
  { id: 'report', label: '随手报', icon: 'photo', href: '#report' },
  { id: 'me', label: '我', icon: 'user', href: '#me' },
]

/** A phone screen, alone on a page (`?view=phone`). */
export function Phone(): ReactNode {
  return (
    <PhoneFrame
      title="今天 2 件"
      right={<Pill href="#outbox">2 待上传</Pill>}
      tabs={tabs}
      current="today"
      foot={
        <Button kind="primary" onPress={() => undefined}>
          我已到场
        </Button>
      }
    >
      <article className="card col">
        <div className="row top">
          <GradeShape grade="extraordinary" size={26} unsigned />
          <div>
            <h2>塔山公园公厕 沼气超标</h2>
            <p className="meta">寸滩街道 · 公园北门 · 1.2 km</p>
          </div>
        </div>
        <Deadline clock={{ clock: 'arrive', from: at('09:39:59'), due: at('09:54:59'), metAt: at('09:42:00') }} />
        <CheckList
          onPress={() => undefined}
          items={[
            { id: '1', words: '签收', state: 'done', doneAt: at('09:41:41') },
            { id: '2', words: '警戒 40 m，劝离人员', state: 'now', note: '照片' },
            { id: '3', words: '开盖前读数', state: 'open' },
          ]}
        />
      </article>
      <article className="card col">
        <div className="row top">
          <GradeShape grade="ordinary" size={26} />
          <div>
            <h2>行道树倾斜</h2>
            <p className="meta">港城东路 18 号 · 1.6 km</p>
          </div>
        </div>
        <Deadline clock={{ clock: 'accept', from: at('09:00:00'), due: at('09:35:47') }} />
      </article>
    </PhoneFrame>
  )
}
