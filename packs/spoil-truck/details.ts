import type { z } from 'zod'
import type { ObjectKind } from '../../contract/object-kind.ts'
import { disposalRisk, siteRisk, truckRisk } from './risk.ts'

/** What is kept of a truck (domain.md 9.2): whose it is, what it may carry, who drives it. What it may do stands in its permits. */
export const truckDetails: ObjectKind['details'] = {
  plate: { kind: 'text', name: { zh: '车牌号', en: 'Plate' }, max: 12, required: false },
  firm: { kind: 'object', of: 'haul-firm', name: { zh: '运输企业', en: 'Haulage firm' }, required: false },
  load: { kind: 'number', name: { zh: '核定载质量', en: 'Permitted load' }, unit: 't', min: 0.5, max: 60, required: false },
  volume: { kind: 'number', name: { zh: '货箱容积', en: 'Box' }, unit: 'm³', min: 1, max: 40, required: false },
  sealed: { kind: 'yes', name: { zh: '密闭装置', en: 'Sealed cover' }, required: false },
  driver: { kind: 'text', name: { zh: '驾驶员', en: 'Driver' }, max: 20, personal: true, required: false },
}

/** 工地: where spoil is dug. `radius`: of what counts as on the site. */
const siteDetails: ObjectKind['details'] = {
  radius: { kind: 'number', name: { zh: '范围半径', en: 'Radius' }, unit: 'm', min: 20, max: 2000, required: true },
  volume: {
    kind: 'number',
    name: { zh: '核准弃方量', en: 'Permitted volume' },
    unit: 'm³',
    min: 0,
    max: 10_000_000,
    required: false,
  },
  'valid-from': { kind: 'date', name: { zh: '开工', en: 'From' }, required: false },
  'valid-until': { kind: 'date', from: 'valid-from', name: { zh: '完工', en: 'Until' }, required: false },
  wash: { kind: 'yes', name: { zh: '出入口冲洗设施', en: 'Wheel wash at the gate' }, required: false },
  gate: {
    ...{ kind: 'text', max: 120, form: 'route', required: false, name: { zh: '冲洗点位置', en: 'Where the wash is' } },
    hint: { zh: '经度,纬度，几处用空格分开（WGS-84）', en: 'Longitude,latitude, blanks between several (WGS-84)' },
  },
}

/** 消纳场: where it may be tipped. */
const disposalDetails: ObjectKind['details'] = {
  radius: { kind: 'number', name: { zh: '范围半径', en: 'Radius' }, unit: 'm', min: 20, max: 3000, required: true },
  capacity: { kind: 'number', name: { zh: '剩余容量', en: 'Room left' }, unit: 'm³', min: 0, max: 50_000_000, required: false },
  'valid-until': { kind: 'date', name: { zh: '许可到期', en: 'Licensed until' }, required: false },
}

const firmDetails: ObjectKind['details'] = {
  licence: { kind: 'text', name: { zh: '经营许可证号', en: 'Licence' }, max: 40, required: false },
  'valid-until': { kind: 'date', name: { zh: '许可到期', en: 'Licensed until' }, required: false },
  trucks: { kind: 'number', name: { zh: '登记车辆', en: 'Trucks' }, unit: '', min: 0, max: 2000, required: false },
  contact: { kind: 'text', name: { zh: '联系人', en: 'Contact' }, max: 20, personal: true, required: false },
}

const hour = { kind: 'text', max: 5, form: 'hour', required: false } as const

/** 准运证: one truck, from one site to one disposal site, by a route, within hours, from a day to a day ([S39]). */
const permitDetails: ObjectKind['details'] = {
  truck: { kind: 'object', of: 'spoil-truck', name: { zh: '车辆', en: 'Truck' }, required: true },
  firm: { kind: 'object', of: 'haul-firm', name: { zh: '运输企业', en: 'Haulage firm' }, required: false },
  site: { kind: 'object', of: 'spoil-site', name: { zh: '出土工地', en: 'Site' }, required: true },
  disposal: { kind: 'object', of: 'disposal-site', name: { zh: '消纳场', en: 'Disposal site' }, required: true },
  'hours-from': { ...hour, name: { zh: '准运时段起', en: 'Hours from' }, hint: { zh: '如 20:00', en: 'Such as 20:00' } },
  'hours-to': { ...hour, name: { zh: '准运时段止', en: 'Hours to' }, hint: { zh: '如 06:00', en: 'Such as 06:00' } },
  route: {
    ...{ kind: 'text', max: 200, form: 'route', required: false, name: { zh: '批准路线', en: 'Route' } },
    hint: { zh: '途经点，经度,纬度，用空格分开（WGS-84）', en: 'Points on the way, longitude,latitude, blanks between (WGS-84)' },
  },
  'valid-from': { kind: 'date', name: { zh: '有效期起', en: 'Valid from' }, required: true },
  'valid-until': { kind: 'date', from: 'valid-from', name: { zh: '有效期止', en: 'Valid until' }, required: true },
}

/** Registers of the matter: only the truck carries a device. */
export const kinds: z.input<typeof ObjectKind>[] = [
  { kind: 'spoil-truck', name: { zh: '渣土车', en: 'Spoil truck' }, details: truckDetails, risk: truckRisk },
  { kind: 'spoil-site', name: { zh: '出土工地', en: 'Spoil site' }, devices: false, details: siteDetails, risk: siteRisk },
  {
    ...{ kind: 'disposal-site', name: { zh: '消纳场', en: 'Disposal site' }, devices: false },
    ...{ details: disposalDetails, risk: disposalRisk },
  },
  { kind: 'haul-firm', name: { zh: '运输企业', en: 'Haulage firm' }, devices: false, details: firmDetails },
  { kind: 'spoil-permit', name: { zh: '准运证', en: 'Spoil permit' }, devices: false, details: permitDetails },
]
