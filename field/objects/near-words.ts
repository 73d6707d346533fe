import { createT } from '../../ui/t.ts'

const zh = {
  title: '附近对象',
  how: '按手机当前位置找 {m} 以内的监管对象。位置只用来算距离，不保存。',
  looking: '正在定位…',
  denied: '没有定位权限：请允许，或扫码打开对象',
  none: '没有定到位，请到空旷处再试',
  insecure: '此地址没有加密（http），不能定位：请扫码打开对象',
  again: '重新定位',
  fix: '定位误差约 {m}',
  empty: '{m} 以内没有登记的对象',
  'empty-note': '走近一些再试，或扫码打开。',
  more: '另有 {n} 个更远的没有列出',
  open: '附近对象',
} as const

const en: Record<keyof typeof zh, string> = {
  title: 'Near by',
  how: 'Objects within {m} of where the phone is now. The place is used for the distance and kept nowhere.',
  looking: 'Finding the place…',
  denied: 'No right to the place: allow it, or scan the plate of the object',
  none: 'No place was found: try again in the open',
  insecure: 'This address is not encrypted (http), so the place cannot be asked: scan the plate of the object',
  again: 'Find the place again',
  fix: 'Good to about {m}',
  empty: 'No object is registered within {m}',
  'empty-note': 'Go closer and try again, or scan its plate.',
  more: '{n} more lie farther away and are not listed',
  open: 'Near by',
}

/** Words of the list of what is near, loaded with it. */
export const t = createT(zh, en)
