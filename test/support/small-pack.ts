/** The smallest pack that judges a record, for tests that add rules of their own; it ends in the fields of its one record type. */

export const SMALL_PACK = `
pack: { id: small, version: 1.0.0, title: { zh: 小, en: Small }, time-zone: Asia/Shanghai, calendar: always, currency: CNY }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { fitter: { title: { zh: 维修岗, en: Fitter }, level: staff }, head: { title: { zh: 主任, en: Head }, level: head } }
events:
  repair:
    title: { zh: 报修, en: Repair }
    id: order_no
    at: reported_at
    fields:
      order_no: { type: text, required: true, title: { zh: 单号, en: Order } }
      reported_at: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived_at: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      technician: { type: person, required: true, title: { zh: 维修工, en: Technician } }
`
