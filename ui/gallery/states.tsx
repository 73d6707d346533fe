import { type ReactNode, useState } from 'react'
import { ApiError } from '../api.ts'
import { type AreaOption, AreaSwitcher } from '../area-switcher.tsx'
import { Banner } from '../banner.tsx'
import { Button } from '../button.tsx'
import { CommandMenu } from '../command-menu.tsx'
import { Dialog } from '../dialog.tsx'
import { KeyHelp } from '../key-help.tsx'
import { Conflict, EmptyState, Failed, Loading, Refused } from '../screen.tsx'
import { toast } from '../toast.tsx'
import { Section } from './section.tsx'

const nothing = () => undefined
const commands = ['催办 牵头单位', '重办：打回处置', '抄报 上级指挥长', '超标 规则与阈值', '推送大屏'].map((label, i) => ({
  id: String(i),
  label,
  onRun: nothing,
  ...(i === 0 ? { keyFor: 'urge' as const } : {}),
}))
const city: AreaOption = { code: '50', name: '重庆市', path: '50/', tier: 'city' }
const jiangbei: AreaOption = { code: '500105', name: '江北区', path: '50/500105/', tier: 'district' }
const towns = ['寸滩街道', '观音桥街道', '五里店街道', '石马河街道', '大石坝街道'].map(
  (name, i): AreaOption => ({ code: `50010500${i}`, name, path: `50/500105/50010500${i}/`, tier: 'town' }),
)
const load = async (parent: AreaOption) => (parent.tier === 'city' ? [jiangbei] : towns)

function Floating(): ReactNode {
  const [open, setOpen] = useState<'dialog' | 'drawer' | 'sheet' | 'command' | 'keys' | 'area' | null>(null)
  const [area, setArea] = useState<AreaOption>(jiangbei)
  const close = () => setOpen(null)
  const trail: [AreaOption, ...AreaOption[]] =
    area.tier === 'city' ? [city] : area.tier === 'town' ? [city, jiangbei, area] : [city, jiangbei]
  const shape = open === 'dialog' || open === 'drawer' || open === 'sheet' ? open : null
  return (
    <Section title="浮层：对话、抽屉、命令、按键、辖区、撤销" note="按一下看；键盘走得通，Esc 退">
      <div className="rowx">
        <Button onPress={() => setOpen('dialog')}>打开对话</Button>
        <Button onPress={() => setOpen('drawer')}>打开抽屉</Button>
        <Button onPress={() => setOpen('sheet')}>打开底页</Button>
        <Button keyFor="command" onPress={() => setOpen('command')}>
          命令
        </Button>
        <Button keyFor="help" onPress={() => setOpen('keys')}>
          按键
        </Button>
        <Button onPress={() => toast({ words: '已派给 周敏 等 3 人', onUndo: nothing })}>派遣</Button>
        <Button onPress={() => toast({ words: '没存上：网络断了', problem: true, action: { label: '重试', onPress: nothing } })}>
          失败
        </Button>
        <span className="bar-top">
          <AreaSwitcher
            trail={trail}
            onChange={setArea}
            load={load}
            open={open === 'area'}
            onOpen={(now) => setOpen(now ? 'area' : null)}
          />
        </span>
      </div>
      <Dialog
        open={shape !== null}
        onClose={close}
        title="请求支援"
        shape={shape ?? 'dialog'}
        footer={
          <Button kind="primary" onPress={close}>
            请求环卫站支援
          </Button>
        }
      >
        <p>环卫站吸污车最近，约 12 分到。</p>
      </Dialog>
      <CommandMenu open={open === 'command'} onClose={close} commands={commands} />
      <KeyHelp open={open === 'keys'} onClose={close} />
    </Section>
  )
}

const noPermit = new ApiError(403, 'permit.missing', '岗位没有“household.read”权限。', { permit: 'household.read' })
const fault = new ApiError(500, 'server.fault', '系统出错，编号 E-4207', {})

/** Banners, what floats, and the states of a screen. */
export function States(): ReactNode {
  return (
    <>
      <Floating />
      <Section title="横幅 Banner" note="反色 = 此页不能操作；凹底 = 告知">
        <Banner ink icon="off">
          离线 · 数据截至 09:42，操作暂停
        </Banner>
        <Banner icon="history" action={{ label: '显示', onPress: nothing }}>
          暂停滚动，12 条新
        </Banner>
      </Section>
      <Section title="屏的状态 Screen" note="载入、空三种、出错、无权限、没有、过期、冲突">
        <div className="three states">
          <div className="bg">
            <Loading />
          </div>
          <div className="bg">
            <EmptyState empty={{ kind: 'all-done', title: '没有待研判的线索', note: '上一条 12 分钟前处理' }} />
          </div>
          <div className="bg">
            <EmptyState
              empty={{
                kind: 'no-match',
                title: '没有符合条件的事件',
                note: '3 个条件在起作用',
                action: { label: '清除条件', onPress: nothing },
              }}
            />
          </div>
          <div className="bg">
            <EmptyState
              empty={{
                kind: 'nothing-yet',
                title: '还没有接入设备',
                note: '从一个传感器开始',
                action: { label: '接入第一个来源', onPress: nothing },
              }}
            />
          </div>
          <div className="bg">
            <Failed error={fault} onRetry={nothing} />
          </div>
          <div className="bg">
            <Refused error={noPermit} granter="寸滩街道管理员 罗小满" />
          </div>
          <div className="bg">
            <Failed error={new ApiError(404, 'thing.not-found', '没有找到，或不在您的范围内')} missing onRetry={nothing} />
          </div>
          <div className="bg old-edge">
            <p className="b">
              412 <span className="t2">件未结</span>
            </p>
            <span className="age old">数据截至 09:42:05</span>
          </div>
          <div className="bg">
            <Conflict
              title="韩青 已于 09:41 签收"
              theirs="区环卫站 签收"
              mine="退回，理由：信息不足"
              next={{ label: '转为协办', onPress: nothing }}
            />
          </div>
        </div>
      </Section>
    </>
  )
}
