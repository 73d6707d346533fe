/** Refusals of packs: installing, changing, going back, and whose signature counts. */
export const packProblems = {
  'pack.faulty': {
    status: 422,
    zh: '场景包不收：{fault}（{place}）；共 {count} 处',
    en: 'The pack is not taken: {fault} ({place}); {count} in all',
  },
  'pack.undecided': {
    status: 409,
    zh: '“{rule}”还没有定用哪一边；共 {count} 处',
    en: '“{rule}” is not decided: say which side holds; {count} in all',
  },
  'pack.waiting': { status: 409, zh: '这个场景包已有一版待发布', en: 'A version of this pack waits to be published already' },
  'pack.state': { status: 409, zh: '这一版处于“{state}”，不能{verb}', en: 'This version is {state}; {verb} is not possible' },
  'pack.second': { status: 403, zh: '须由另一人发布：不能是提请的人', en: 'Another person must publish it: not whoever asked' },
  'pack.moved': {
    status: 409,
    zh: '提请之后现行的场景包、规则、预案或参数变了：重新上传、看过差别再提请',
    en: 'The pack, its rules, plans or settings in force have changed since it was asked for: bring it again and look at the differences',
  },
  'pack.first': {
    status: 409,
    zh: '这是第一版，没有上一版可退：可以停用',
    en: 'It is the first version, there is none to go back to: it can be switched off',
  },
  'pack.old': {
    status: 409,
    zh: '随平台带来的第 {version} 版不比现行的第 {before} 版新',
    en: 'Version {version} that came with the platform is not newer than version {before} in force',
  },
  'pack.untried': {
    status: 409,
    zh: '规则按这些参数报警：先回放，或写明未回放就更改',
    en: 'Rules look by these settings: replay them first, or say that they are changed untried',
  },
  'pack.setting': {
    status: 422,
    zh: '参数“{name}”须在 {min}～{max} 之间',
    en: 'The setting {name} must lie between {min} and {max}',
  },
  'pack.off-alone': {
    status: 409,
    zh: '停用叫人的场景包须第二人确认：先提请停用',
    en: 'A pack that calls people is switched off by two: ask for it first',
  },
  'pack.off-already': { status: 409, zh: '这里已经停用', en: 'It is off here already' },
  'pack.tune-alone': {
    status: 409,
    zh: '这些参数决定发现什么、叫谁，更改须第二人确认：先提请',
    en: 'These settings decide what is found and who is called; they are changed by two: ask for it first',
  },
  'pack.request-waiting': {
    status: 409,
    zh: '这里已有一件提请等待确认，一次只办一件：先确认、不同意或撤回那一件',
    en: 'A request waits here already, and they come one at a time: confirm, refuse or take back that one first',
  },
  'pack.request-state': {
    status: 409,
    zh: '提请处于“{state}”，不能再答复',
    en: 'The request is {state}: it is answered already',
  },
  'pack.request-own': { status: 403, zh: '只有提请的人能撤回', en: 'Only whoever asked takes it back' },
  'pack.request-second': {
    status: 403,
    zh: '须由本地另一位有权的人确认：不能是提请的人，也不能由上级代为确认',
    en: 'Another person of the same place confirms: not whoever asked, and not the tier above',
  },
  'pack.request-stale': {
    status: 409,
    zh: '提请之后，这里现行的参数、规则或场景包又变了：撤回或不同意，按现在的情况再回放、再提请',
    en: 'Settings, rules or the pack in force here have changed since: take it back or refuse it, replay by what holds now and ask anew',
  },
  'pack.undo-moved': {
    status: 409,
    zh: '这次更改之后参数又改过：不能再退回到它之前',
    en: 'The settings were changed again after this one: it cannot be taken back any more',
  },
  'publisher.key': { status: 422, zh: '不是 Ed25519 公钥（PEM）', en: 'This is no Ed25519 public key (PEM)' },
  'publisher.known': { status: 409, zh: '这把密钥已在名单里', en: 'This key is on the list already' },
  'publisher.state': {
    status: 409,
    zh: '发布者处于“{state}”，不能{verb}',
    en: 'The publisher is {state}; {verb} is not possible',
  },
} as const
