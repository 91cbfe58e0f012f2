/** Words for a person, in both languages of the house. */

export interface Message {
  readonly zh: string
  readonly en: string
}

export type Language = 'zh' | 'en'
