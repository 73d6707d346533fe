/** Refusals of devices of objects. Part of the catalogue (`contract/problem.ts`). */
export const deviceProblems = {
  'object.device-retired': { status: 409, zh: '这台设备已停用', en: 'This device is retired' },
  'object.device-elsewhere': {
    status: 409,
    zh: '这个设备号登记过别的对象，读数归原对象；请换一个设备号登记，上报号码再改到新设备号',
    en: 'This number stood at another object, and its readings stay with that one: register a new number, and give the new one what the field number sends',
  },
} as const
