/** What a push carries (contract/push.ts), as far as it is to be believed. */
export type Note = { kind: string; urgent: boolean; order: string | null; exercise: boolean }

/** Reads the data of a push. Anything else becomes a plain "something is new": a push that shows nothing is taken away from the app. */
export function readNote(text: string): Note {
  try {
    const { kind, urgent, order, exercise } = JSON.parse(text) as Partial<Record<keyof Note, unknown>>
    const isId = typeof order === 'string' && /^[0-9a-f-]{36}$/.test(order)
    return { kind: String(kind), urgent: urgent === true, order: isId ? order : null, exercise: exercise === true }
  } catch {
    return { kind: 'other', urgent: false, order: null, exercise: false }
  }
}

const words: Readonly<Record<string, [zh: string, en: string]>> = {
  order: ['有新工单，请签收', 'A new order: accept it'],
  escalated: ['工单已转呼下一级', 'Your order was passed up'],
  overdue: ['工单已超时', 'An order is overdue'],
  'due-soon': ['工单即将到期', 'An order is soon due'],
  'sent-back': ['工单被打回', 'An order was sent back'],
  urged: ['有人催办', 'You are urged'],
  'duty-gap': ['值班有缺口，请安排', 'A gap in the roster'],
  'review-action': ['整改逾期，请办理', 'An action of a review is overdue'],
  'vital-silent': ['指标断报，请补报', 'A vital is silent: tell it'],
  'part-unmanned': ['分工叫不到人，请指派', 'A part nobody can be called for'],
  'pack-off': ['场景包已停用', 'A pack was switched off'],
  'pack-tune-asked': ['有人提请改场景包参数，请确认', 'Settings of a pack are asked to be changed: confirm or refuse'],
  'vital-publish-asked': ['有人提请发布会立案的指标，请确认', 'A definition that opens events waits: confirm or refuse'],
  'object-change-asked': ['有人提请变更台账，请确认', 'A change of the register waits: confirm or refuse'],
  'pack-off-asked': ['有人提请停用场景包，请确认', 'A pack is asked to be switched off: confirm or refuse'],
  'check-up': ['城市体检表已出', 'The check-up is made'],
  'wall-two-machines': ['一个大屏席位有两台机器在用', 'Two machines use one wall seat'],
  'wall-key-refused': ['一台机器拿大屏席位的旧钥匙，被拒绝', 'A machine was refused with a former key of a wall seat'],
  'areas-failed': ['区划变动没有执行', 'A change of areas was not carried out'],
  cancelled: ['工单已撤回', 'An order was withdrawn'],
}

/** Title, text and manner of the notification. Red stays until a person touches it, and rings again when it comes again. */
export function showNote(note: Note, lang: string) {
  const zh = lang.startsWith('zh')
  const [inZh, inEn] = words[note.kind] ?? ['有新通知', 'A new notice']
  const what = `${note.exercise ? (zh ? '【演练】' : '[EXERCISE] ') : ''}${zh ? inZh : inEn}`
  return {
    title: note.urgent ? (zh ? `紧急 · ${what}` : `Urgent · ${what}`) : what,
    options: {
      body: zh ? '打开智理查看' : 'Open Zhili to see it',
      icon: '/field/icon-192.png',
      badge: '/field/icon-192.png',
      tag: note.order ?? note.kind,
      renotify: note.urgent,
      requireInteraction: note.urgent,
      silent: false,
      data: { url: note.order ? `/field/#/order/${note.order}` : '/field/#/notices' },
      ...(note.urgent ? { vibrate: [400, 200, 400, 200, 400] } : {}),
    },
  }
}
