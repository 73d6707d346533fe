import { z } from 'zod'
import { signInProblems } from './sign-in-problems.ts'

/**
 * The catalogue of refusals: code → HTTP number and the words of both languages.
 * `{name}` is filled from the details. HTTP numbers appear nowhere else.
 */
export const problems = {
  'input.malformed': { status: 400, zh: '请求内容有误：{path} {reason}', en: 'Malformed input: {path} {reason}' },
  'input.too-large': { status: 413, zh: '内容太大，最多 {limit}', en: 'Too large, at most {limit}' },
  'input.unsupported': { status: 415, zh: '不支持的内容类型“{type}”', en: 'Unsupported content type “{type}”' },
  'ingest.busy': { status: 429, zh: '数据来得太快，请 {length}后再送', en: 'Too much is coming in, send it again in {length}' },
  'input.too-many': { status: 429, zh: '请求过于频繁，请 {length}后再试', en: 'Too many requests, try again in {length}' },
  'session.none': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'session.wrong': { status: 401, zh: '账号或密码不对', en: 'Wrong account or password' },
  'session.locked': { status: 423, zh: '连续输错 5 次，已锁定到 {until}', en: 'Locked until {until} after 5 failures' },
  'session.first-password': {
    status: 403,
    zh: '这是初始密码：请设一个至少 10 位的新密码',
    en: 'This is a first password: choose a new one of at least 10 characters',
  },
  ...signInProblems,
  'portal.away': { status: 502, zh: '办公门户连不上，请稍后再试', en: 'The office portal does not answer; try again later' },
  'portal.refused': {
    status: 403,
    zh: '办公门户未确认身份，请再点一次',
    en: 'The office portal did not confirm you; open it again',
  },
  'portal.administrator': {
    status: 403,
    zh: '管理员不经办公门户登录，请用账号密码',
    en: 'Administrators do not sign in by the office portal; use account and password',
  },
  'portal.no-account': { status: 403, zh: '此账号在本平台没有登记', en: 'This account of the portal is not registered here' },
  'session.origin': { status: 403, zh: '请求来源不被允许', en: 'Origin not allowed' },
  'permit.missing': {
    status: 403,
    zh: '岗位没有“{permit}”权限，请向本单位管理员申请',
    en: 'Your post lacks the permit {permit}; ask your administrator',
  },
  'thing.not-found': { status: 404, zh: '没有找到，或不在您的范围内', en: 'Not found, or outside your scope' },
  'route.not-found': { status: 404, zh: '没有这个地址', en: 'No such address' },
  'camera-label.stale': {
    status: 409,
    zh: '刚刚已有人改动这个标签，请看最新的标签表',
    en: 'Somebody has changed this label meanwhile; look at the table again',
  },
  'version.stale': {
    status: 409,
    zh: '刚刚已有人改动（现为第 {version} 版），请看最新状态',
    en: 'Changed meanwhile (now version {version}), look again',
  },
  'key.reused': { status: 409, zh: '同一幂等键用在了不同的请求上', en: 'This idempotency key was used for another request' },
  'event.state': { status: 409, zh: '事件处于“{state}”，不能{verb}', en: 'The event is {state}; {verb} is not possible' },
  'event.open-orders': {
    status: 409,
    zh: '还有 {count} 张必办工单未完成',
    en: '{count} mandatory work {count|order is|orders are} still open',
  },
  'event.no-part': {
    status: 403,
    zh: '本单位没有此事件的工单，也不在其值班坐席，无权结束它',
    en: 'Your unit has no part in this event and no duty seat over it',
  },
  'event.second-person': {
    status: 409,
    zh: '已有人签收：误报须由本级值班坐席的另一人确认，请先上报误报',
    en: 'Somebody has accepted: another person of the duty desk must confirm a false alarm; report it as one first',
  },
  'event.others-at-work': {
    status: 409,
    zh: '还有 {count} 个单位的必办工单未了结：{units}，须先免除',
    en: '{count} {count|unit still has|units still have} open mandatory orders: {units}; excuse them first',
  },
  'event.already-merged': { status: 409, zh: '已并入 {no}', en: 'Already merged into {no}' },
  'event.followed': {
    status: 409,
    zh: '同一对象已有在办事件 {no}，请在该事件中办理',
    en: 'Event {no} of the same object is open already; work there',
  },
  'event.merge-self': { status: 409, zh: '不能并入自己', en: 'An event cannot be merged into itself' },
  'event.no-plan': { status: 409, zh: '类型 {type} 没有可用的预案', en: 'Type {type} has no plan' },
  'event.parent-open': { status: 409, zh: '下级还有未结事件，不能结案', en: 'A child event is still open' },
  'event.alarm-calls': {
    status: 409,
    zh: '报警仍在须立即到场的级别，不能停办；处置到报警降级，或按误报核实',
    en: 'The alarm stands at a level that calls people at once: the case cannot stand still. Work it down, or have it confirmed as a false alarm',
  },
  'mute.over': { status: 409, zh: '这条静默已经结束', en: 'This mute is over already' },
  'mute.confirmed': { status: 409, zh: '已由{by}复核', en: 'Already confirmed by {by}' },
  'mute.second': {
    status: 403,
    zh: '须由另一人复核：设静默的人不能自己复核',
    en: 'A second person must confirm: not whoever made the mute',
  },
  'signal.decided': { status: 409, zh: '该线索已由{by}处理', en: 'Already decided by {by}' },
  'signal.not-merged': { status: 409, zh: '该线索没有并入事件', en: 'This signal is not merged into an event' },
  'undo.late': { status: 409, zh: '超过 8 秒，不能撤销', en: 'More than 8 seconds ago, cannot be undone' },
  'undo.at-work': {
    status: 409,
    zh: '已有事件并入，或报警已到须立即到场的级别，不能撤销派遣',
    en: 'Another event was merged in, or the alarm calls people at once: the dispatch cannot be undone',
  },
  'work-order.state': {
    status: 409,
    zh: '工单处于“{state}”，不能{verb}',
    en: 'The work order is {state}; {verb} is not possible',
  },
  'work-order.already-accepted': { status: 409, zh: '{by} 已于 {at} 签收', en: 'Already accepted by {by} at {at}' },
  'work-order.not-yours': { status: 403, zh: '该工单不属于您的单位', en: 'This work order belongs to another unit' },
  'work-order.return-once': {
    status: 409,
    zh: '本单位已退回过一次，请走裁定',
    en: 'Returned once already; it goes to arbitration',
  },
  'work-order.return-late': { status: 409, zh: '签收期限已过，不能退回', en: 'Past the accept limit, cannot be returned' },
  'work-order.return-basis': {
    status: 422,
    zh: '退回须写明理由、职责依据和建议单位',
    en: 'A return needs a reason, a duty basis and a proposed unit',
  },
  'work-order.not-left': { status: 409, zh: '{unit}有人在办，不用交接', en: '{unit} has somebody at it: nothing to hand over' },
  'work-order.other-district': {
    status: 422,
    zh: '{unit}不属本区县，不能直接转办或退给它。请点“请求支援”写明情况，由区县值班长加派该单位或提请上级牵头',
    en: '{unit} belongs to another district. Ask for support instead: the district hub adds that unit, or raises the case to the tier above',
  },
  'work-order.backstop': { status: 409, zh: '兜底单位不能退回', en: 'The backstop unit cannot return' },
  'work-order.evidence-missing': { status: 422, zh: '还缺：{missing}', en: 'Still missing: {missing}' },
  'work-order.extend-late': { status: 409, zh: '已超期，不能再申请延期', en: 'Overdue, cannot be extended' },
  'work-order.unit-unknown': { status: 422, zh: '没有这个单位：{unit}', en: 'Unknown unit: {unit}' },
  'approval.self': { status: 403, zh: '不能批准自己的申请', en: 'You cannot approve your own request' },
  'approval.waits': { status: 409, zh: '已有一项申请待批', en: 'A request waits for approval already' },
  'approval.none': { status: 409, zh: '没有待批的申请', en: 'Nothing waits for approval' },
  'check.self': { status: 403, zh: '处置人不能核查自己的工单', en: 'The handler cannot check own work' },
  'check.reading': {
    status: 422,
    zh: '读数未恢复正常，须等待或写明豁免理由',
    en: 'The reading is not back to normal; wait or waive with a reason',
  },
  'check.orders': {
    status: 422,
    zh: '只能打回本事件中已提交、待核查的工单',
    en: 'Only submitted orders of this event can be sent back',
  },
  'check.photos': {
    status: 422,
    zh: '照片离现场太远，或处置前后是同一张：须写明仍要结案的理由',
    en: 'A photo is far from the place, or before and after are one: closing needs a reason',
  },
  'check.reason': { status: 422, zh: '打回须写明原因', en: 'Sending back needs a reason' },
  'report.place': {
    status: 422,
    zh: '地点不在本市范围内，或坐标系不是 WGS-84',
    en: 'The place is outside the city, or not WGS-84',
  },
  'file.kind': { status: 415, zh: '只收 JPEG、PNG、WebP 照片', en: 'Only JPEG, PNG and WebP photos' },
  'file.chunk': { status: 409, zh: '分片位置不对，应从 {offset} 继续', en: 'Wrong chunk offset, continue at {offset}' },
  'file.hash': { status: 422, zh: '照片校验值不符，请重传', en: 'Photo hash differs, upload again' },
  'code.unknown': { status: 404, zh: '没有这个查询码', en: 'Unknown look-up code' },
  'reading.unknown-device': { status: 404, zh: '未登记的设备“{device}”', en: 'Unknown device “{device}”' },
  'reading.malformed': { status: 400, zh: '读数格式有误：{path} {reason}', en: 'Malformed reading: {path} {reason}' },
  'reading.future': { status: 422, zh: '设备时间比现在快 {length}', en: 'Device time is {length} ahead' },
  'reading.too-old': {
    status: 422,
    zh: '设备时间 {at} 早于保存期限，读数不收',
    en: 'Device time {at} is older than what is kept',
  },
  'reading.unknown-name': {
    status: 422,
    zh: '读数“{name}”不在该设备的场景包里',
    en: 'The pack of this device knows no reading named “{name}”',
  },
  'reading.not-allowed': { status: 403, zh: '该密钥不能代“{device}”上报', en: 'This key may not report for “{device}”' },
  'reading.other-area': {
    status: 403,
    zh: '设备“{device}”不在这个接入所属单位的辖区',
    en: 'Device “{device}” is outside the areas of the unit of this feed',
  },
  'pull.away': { status: 502, zh: '连不上对方', en: 'The other side cannot be reached' },
  'pull.slow': { status: 504, zh: '对方没有及时答复', en: 'The other side did not answer in time' },
  'pull.status': { status: 502, zh: '对方答复 {status}', en: 'The other side answered {status}' },
  'pull.elsewhere': {
    status: 502,
    zh: '对方要转到别的地址，没有跟去',
    en: 'The other side points elsewhere, which is not followed',
  },
  'library.refused': { status: 502, zh: '对方状态码 {code}：{said}', en: 'status {code} of the other side: {said}' },
  'library.unread': {
    status: 502,
    zh: '对方答复 {status}，内容看不懂',
    en: 'The other side answered {status} with something that cannot be read',
  },
  'pull.unknown': {
    status: 409,
    zh: '没有配置名为“{name}”的取数来源，请联系系统管理员',
    en: 'No source named “{name}” is set up; ask the system administrator',
  },
  'feed.closed': { status: 409, zh: '这个接入已停用', en: 'This feed is switched off' },
  'feed.kind': { status: 409, zh: '这个接入不收文件', en: 'This feed takes no files' },
  'gateway.unknown-sender': {
    status: 404,
    zh: '未登记的号码“{number}”（{protocol}）',
    en: 'Unknown number “{number}” ({protocol})',
  },
  'gateway.other-terminal': {
    status: 409,
    zh: '“{number}”已由另一台终端注册（{protocol}）',
    en: '“{number}” is registered by another terminal ({protocol})',
  },
  'gateway.not-signed-in': {
    status: 401,
    zh: '“{number}”未鉴权就上报（{protocol}）',
    en: '“{number}” reported before signing in ({protocol})',
  },
  'gateway.wrong-code': {
    status: 401,
    zh: '“{number}”的鉴权码或密码不对（{protocol}）',
    en: 'Wrong code or password of “{number}” ({protocol})',
  },
  'gateway.no-value': {
    status: 422,
    zh: '“{number}”的数据里没有该设备场景包认识的读数（{protocol}）',
    en: 'Nothing “{number}” sent is a reading of its device’s pack ({protocol})',
  },
  'gateway.bad-frame': {
    status: 400,
    zh: '报文无法解码（{protocol}）：{error} {detail}',
    en: 'Frame cannot be decoded ({protocol}): {error} {detail}',
  },
  'plot.malformed': { status: 400, zh: '点迹有误：{path} {reason}', en: 'Malformed plot: {path} {reason}' },
  'plot.future': { status: 422, zh: '时间比现在快 {length}', en: 'Its time is {length} ahead' },
  'plot.too-old': { status: 422, zh: '时间 {at} 早于保存期限，不收', en: 'Its time {at} is older than what is kept' },
  'plot.untagged': { status: 422, zh: '没有声明坐标系，位置不用', en: 'No coordinate system is declared for its position' },
  'plot.impossible': { status: 422, zh: '坐标不可能', en: 'Its position is impossible' },
  'plot.beyond-portion': { status: 422, zh: '超出当日限额，未收', en: 'Beyond the portion of the day, not taken' },
  'hotline.none': { status: 403, zh: '这个密钥不是已接入的热线', en: 'This key is not that of a connected hotline' },
  'hotline.changed': {
    status: 409,
    zh: '工单 {no} 已收过，内容不同',
    en: 'Order {no} was received before, with other content',
  },
  'hotline.answered': { status: 409, zh: '已经答复热线', en: 'The hotline has its answer already' },
  'hotline.asked': { status: 409, zh: '已有一项申请待热线答复', en: 'A question waits for the hotline already' },
  'hotline.late': {
    status: 409,
    zh: '答复时限已过，不能再申请延期',
    en: 'Past the time limit, an extension cannot be asked for',
  },
  'hotline.taken-up': {
    status: 409,
    zh: '已经受理，不能再退回热线；不属本单位的，按退回、裁定办理',
    en: 'Taken up already, cannot go back to the hotline; a wrong unit is settled by return and ruling',
  },
  'hotline.not-over': { status: 409, zh: '尚未办结，不能答复', en: 'Not finished yet, cannot be answered' },
  'hotline.not-answered': { status: 409, zh: '尚未答复，不能回访', en: 'Not answered yet, nothing to call back about' },
  'hotline.judged': { status: 409, zh: '这次答复已经回访过', en: 'This answer was called back about already' },
  'hotline.returned': { status: 409, zh: '已退回热线', en: 'Went back to the hotline' },
  'hotline.disputed': { status: 409, zh: '来电人有异议，先处理争议再答复', en: 'The caller disputes the end: settle that first' },
  'hotline.settled': { status: 409, zh: '这项申请已有结果', en: 'This question was settled already' },
  'key.wrong': { status: 401, zh: '密钥无效', en: 'Invalid API key' },
  'store.full': { status: 507, zh: '磁盘已满，暂不接收新数据', en: 'Disk full, not taking new data' },
  'store.down': { status: 503, zh: '数据库暂不可用，请稍后重试', en: 'Database unavailable, try again' },
  'admin.three': {
    status: 409,
    zh: '系统、安全、审计管理员须是三个人',
    en: 'System, security and audit administrators must be three people',
  },
  'admin.own-post': {
    status: 409,
    zh: '管理员不能同时担任业务岗位',
    en: 'An administrator holds no post that works on cases',
  },
  'admin.self': { status: 403, zh: '不能任命或委托自己', en: 'Nobody appoints or delegates to themselves' },
  'admin.second': {
    status: 403,
    zh: '须由另一名管理员确认：不能是提出的人，也不能是受任或委托的人',
    en: 'Another administrator must confirm: not who asked, nor who is appointed or delegates',
  },
  'admin.post-held': {
    status: 409,
    zh: '该岗位现由 {by} 担任：先免职，或以有截止时间的代理任命',
    en: 'The post is held by {by}: end that first, or appoint beside them up to a date',
  },
  'admin.lent': {
    status: 409,
    zh: '此人在这段时间已持有该岗位，不必再委托',
    en: 'They hold this post in that time already; it need not be delegated again',
  },
  'admin.in-use': { status: 409, zh: '还有 {count} 张未结工单，先交接', en: '{count} open work {count|order|orders} first' },
  'directory.ahead': {
    status: 422,
    zh: '通讯录的 at 比现在快 {length}，没有收：请校准门户的时钟',
    en: 'Its at is {length} ahead and it was not taken: set the clock of the portal right',
  },
  'directory.older': { status: 409, zh: '已收过 {at} 的通讯录', en: 'The directory of {at} was taken already' },
  'directory.shrinks': {
    status: 409,
    zh: '这份全量会撤销在用 {of} 条中的 {count} 条，没有收：确实如此请带 mayEnd 重发',
    en: 'This full list would end {count} of {of} in force and was not taken; if that is so, send it again with mayEnd',
  },
  'admin.period': { status: 422, zh: '结束时间须晚于开始时间', en: 'The end must be after the start' },
  'duty.too-long': { status: 422, zh: '一班最长 {max} 天', en: 'A shift lasts {max} days at most' },
  'duty.period': {
    status: 422,
    zh: '下班时间须晚于上班时间，且未到',
    en: 'A shift must end after it begins, and not in the past',
  },
  'duty.not-appointed': {
    status: 409,
    zh: '此人在这段时间不任该岗位，先任命',
    en: 'They do not hold this post for all of that time; appoint them first',
  },
  'duty.overlap': { status: 409, zh: '与 {from} 至 {to} 的班重叠', en: 'There is a shift from {from} to {to} already' },
  'duty.same-person': { status: 409, zh: '须是另一个人', en: 'It must be another person' },
  'duty.not-running': { status: 409, zh: '这一班不在值', en: 'This shift is not running' },
  'duty.nobody-next': {
    status: 409,
    zh: '后面没有排班，无人接班：先排班或找人替班',
    en: 'Nobody comes next: arrange a shift, or let another stand in',
  },
  'duty.over': { status: 409, zh: '这一班已结束', en: 'This shift is over' },
  'duty.begun': {
    status: 409,
    zh: '这一班已开始：请交班或替班',
    en: 'This shift has begun: hand it over, or let another stand in',
  },
  'personal.purpose': { status: 422, zh: '查看个人信息须写明用途', en: 'State the purpose of seeing personal data' },
  'call.no-part': {
    status: 403,
    zh: '本单位没有此事件的工单，也不在其值班坐席，不能看电话号码',
    en: 'Your unit has no part in this event and no duty seat over it; phone numbers are not shown',
  },
  'call.nobody': { status: 404, zh: '没有留下可打的电话', en: 'There is no number to call' },
  'park.date': { status: 422, zh: '挂账须写明公开的计划完成日期', en: 'Parking needs a public planned date' },
  'reason.missing': { status: 422, zh: '须写明理由', en: 'A reason is required' },
  'rules.faulty': {
    status: 422,
    zh: '规则“{rule}”有误（{place}）：{fault}；共 {count} 处',
    en: 'Rule “{rule}” has a fault at {place}: {fault}; {count} in all',
  },
  'rules.state': {
    status: 409,
    zh: '第 {version} 版处于“{state}”，不能{verb}',
    en: 'Version {version} is {state}; {verb} is not possible',
  },
  'rules.second': {
    status: 403,
    zh: '须由另一人发布：不能是写这一版的人',
    en: 'Another person must publish it: nobody who wrote this version',
  },
  'rules.untried': {
    status: 409,
    zh: '这一版最后一次修改之后还没有试算够：用发布人的全部辖区、最近 7 天（录下的不足 7 天则全部）的读数试算；没有读数可试时，提请时写明理由',
    en: 'This version was not tried enough since its last change: run a back-test over all areas of whoever publishes it and the last 7 days (all that is recorded, if less); where nothing is recorded, give the reason when asking',
  },
  'rules.same': { status: 409, zh: '与现行规则没有差别', en: 'It does not differ from the rules in force' },
  'warning.document': { status: 400, zh: '不是有效的 CAP 1.2 预警：“{why}”', en: 'No valid CAP 1.2 alert: “{why}”' },
  'warning.kind': {
    status: 422,
    zh: '只收发布、更新和解除，不收“{kind}”',
    en: 'Only alerts, updates and cancellations are taken, not “{kind}”',
  },
  'warning.colour': {
    status: 422,
    zh: '“{name}”没有说颜色，严重程度也没有',
    en: '“{name}” says neither a colour nor how severe it is',
  },
  'warning.nothing': { status: 422, zh: '没有可解除的预警：“{name}”', en: 'There is no warning to cancel: “{name}”' },
  'warning.changed': {
    status: 409,
    zh: '编号“{name}”的预警收到过，内容不同：预警不能改，请发更新',
    en: '“{name}” was received with another text: a warning is never changed, send an update',
  },
  'demo.off': { status: 404, zh: '不是演示模式', en: 'Not in demo mode' },
  'server.fault': { status: 500, zh: '系统出错，编号 {id}', en: 'Server fault {id}' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ProblemCode = keyof typeof problems

/** One shape for every error on the wire. */
export const Problem = z
  .object({
    code: z.string(),
    status: z.number(),
    zh: z.string(),
    en: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** Fills a catalogue sentence from the details: `{name}`, and `{name|one|many}` by whether there is one of it. An unknown name stays visible. */
export const fillWords = (sentence: string, details: Record<string, string | number> = {}): string =>
  sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (all, name: string, one?: string, many?: string) =>
    String((one === undefined ? details[name] : details[name] === 1 ? one : many) ?? all),
  )
