import type { ObjectKind } from '../../contract/object-kind.ts'

/** What is kept of a truck (domain.md 9.2): whose it is, what it may carry, until when it is permitted, who drives it. */
export const details: ObjectKind['details'] = {
  plate: { kind: 'text', name: { zh: '车牌号', en: 'Plate' }, max: 12, required: false },
  firm: { kind: 'text', name: { zh: '运输企业', en: 'Haulage firm' }, max: 60, required: false },
  load: { kind: 'number', name: { zh: '核定载质量', en: 'Permitted load' }, unit: 't', min: 0.5, max: 60, required: false },
  sealed: { kind: 'yes', name: { zh: '密闭装置', en: 'Sealed cover' }, required: false },
  permit: { kind: 'text', name: { zh: '准运证号', en: 'Permit number' }, max: 40, required: false },
  'permit-until': { kind: 'date', name: { zh: '准运证到期', en: 'Permit until' }, required: false },
  driver: { kind: 'text', name: { zh: '驾驶员', en: 'Driver' }, max: 20, personal: true, required: false },
}
