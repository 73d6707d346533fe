import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '../button.tsx'
import { Checkbox } from '../checkbox.tsx'
import { Chip, FilterChip } from '../chip.tsx'
import { DateField } from '../date-field.tsx'
import { Menu } from '../menu.tsx'
import { BigLettersSwitch, LangSwitch, ThemeSwitch } from '../preferences.tsx'
import { Segmented } from '../segmented.tsx'
import { SelectField } from '../select-field.tsx'
import { SoundControl } from '../sound-control.tsx'
import { Tabs } from '../tabs.tsx'
import { FixedField, TextField } from '../text-field.tsx'
import { Tiles } from '../tiles.tsx'
import { at } from './samples.ts'
import { Section } from './section.tsx'

const nothing = () => undefined

function Buttons(): ReactNode {
  return (
    <Section title="按钮 Button" note="动词；一屏一个主按钮；不可用时写原因">
      <div className="rowx">
        <Button kind="primary" keyFor="accept" onPress={nothing}>
          签收
        </Button>
        <Button keyFor="transfer" onPress={nothing}>
          转办…
        </Button>
        <Button icon="export" onPress={nothing}>
          导出
        </Button>
        <Button off="缺 3 项要件">结案</Button>
        <Button busy>提交</Button>
        <Button kind="ghost" icon="more" onPress={nothing}>
          更多
        </Button>
        <Button small onPress={nothing}>
          小号 28
        </Button>
        <Button icon="plus" label="新建" onPress={nothing} />
        <ButtonLink href="#open">打开</ButtonLink>
        <Menu
          label="更多"
          entries={[
            { id: 'a', label: '送核查', keyFor: 'sendToCheck', onPress: nothing },
            { id: 'b', label: '挂账', off: '须先签收', onPress: nothing },
          ]}
        />
        <Menu words="移到…" small entries={[{ id: 'a', label: '待核查', onPress: nothing }]} />
      </div>
    </Section>
  )
}

const reasons = ['非本单位职责', '不在本辖区', '权属不在本单位', '信息不足', '重复'].map((label, i) => ({
  id: String(i),
  label,
  ...(i === 4 ? { off: '先并入' } : {}),
}))

function Fields(): ReactNode {
  const [text, setText] = useState('已拉警戒')
  const [reason, setReason] = useState<string | null>('0')
  const [when, setWhen] = useState<string | null>(at('12:00:00'))
  const [photo, setPhoto] = useState(true)
  const [kind, setKind] = useState<string | null>('cover')
  return (
    <Section title="表单 Field kit" note="错误用粗框 + 图标 + 话，不用红">
      <div className="bg three">
        <TextField
          label="联系电话"
          audience="internal"
          kind="tel"
          value="023-6****417"
          onChange={nothing}
          hint="来自 单位档案，4月2日"
        />
        <TextField label="说明" audience="public" value={text} onChange={setText} />
        <TextField label="退回理由" required value="太忙" onChange={nothing} error="请选职责依据，并写建议单位" />
        <SelectField label="理由" choices={reasons} value={reason} onChange={setReason} />
        <SelectField label="建议单位" choices={reasons} value={null} onChange={nothing} error="请选一个单位" />
        <DateField label="计划完成" value={when} onChange={setWhen} min={at('09:48:00')} />
        <FixedField label="事件编号" value="自动生成" />
        <div className="fld">
          <span className="lab">要件</span>
          <span className="row">
            <Checkbox value={photo} onChange={setPhoto}>
              照片
            </Checkbox>
            <Checkbox value={false} some onChange={nothing}>
              读数
            </Checkbox>
            <Checkbox value={false} disabled onChange={nothing}>
              签名
            </Checkbox>
          </span>
        </div>
        <TextField label="事件编号不可改" value="SSHFZL2026" onChange={nothing} disabled />
      </div>
      <div className="bg two">
        <TextField
          label="处置结果"
          lines={3}
          value=""
          onChange={nothing}
          placeholder="做了什么，结果如何"
          hint="不少于 20 字，或附照片"
        />
        <Tiles
          label="是什么"
          value={kind}
          onChange={setKind}
          choices={[
            { id: 'cover', label: '井盖', icon: 'cover' },
            { id: 'stall', label: '占道经营', icon: 'stall' },
            { id: 'water', label: '积水', icon: 'water' },
            { id: 'tree', label: '树木绿化', icon: 'tree' },
            { id: 'light', label: '路灯', icon: 'light' },
            { id: 'road', label: '路面', icon: 'road', off: true },
          ]}
        />
      </div>
    </Section>
  )
}

function Choosing(): ReactNode {
  const [view, setView] = useState('open')
  const [scope, setScope] = useState('unit')
  const [sensors, setSensors] = useState(true)
  return (
    <Section title="标签页 Tabs · 分段 Segmented · 条件 Chip">
      <div className="bg flush">
        <Tabs
          label="视图"
          items={[
            { id: 'open', label: '本单位未结', count: 38 },
            { id: 'mine', label: '我的', count: 6 },
            { id: 'over', label: '超时', count: 2 },
          ]}
          value={view}
          onChange={setView}
        >
          <div className="rowx pad">
            <Segmented
              label="范围"
              items={[
                { id: 'unit', label: '本单位', count: 7 },
                { id: 'all', label: '全部', count: 11 },
                { id: 'later', label: '稍后', count: 2 },
              ]}
              value={scope}
              onChange={setScope}
            />
            <FilterChip name="状态" value="未结" onRemove={nothing} />
            <Chip icon="filter" onPress={nothing}>
              全部来源
            </Chip>
            <Chip on={sensors} onPress={() => setSensors(!sensors)}>
              只看传感
            </Chip>
          </div>
        </Tabs>
      </div>
      <div className="rowx">
        <SoundControl />
        <ThemeSwitch />
        <LangSwitch />
        <BigLettersSwitch />
      </div>
    </Section>
  )
}

/** Buttons, fields, choosing. */
export function Controls(): ReactNode {
  return (
    <>
      <Buttons />
      <Fields />
      <Choosing />
    </>
  )
}
