/** What a template may place, described once: the compiler holds view models against it, and `check-template.ts` templates. */

export type View =
  | { readonly kind: 'text' }
  | { readonly kind: 'html' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'maybe'; readonly of: View }
  /** By a function where it holds itself. */
  | { readonly kind: 'list'; readonly of: View | (() => View) }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, View>> }

/** A text or a number, escaped where it is placed. */
export const text = { kind: 'text' } as const satisfies View
/** Markup of our own making (a chart), placed as it is: `{{{chart}}}`. */
export const html = { kind: 'html' } as const satisfies View
/** To be asked by `{{#if}}` alone. */
export const flag = { kind: 'flag' } as const satisfies View

export function maybe<const V extends View>(of: V) {
  return { kind: 'maybe', of } as const
}

export function list<const V extends View>(of: V) {
  return { kind: 'list', of } as const
}

export function record<const F extends Readonly<Record<string, View>>>(fields: F) {
  return { kind: 'record', fields } as const
}

/** A view whose model cannot be told from it: one that holds itself. */
export type Modelled<M> = View & { readonly model: M }

/** The view model of a view. */
export type Of<V> =
  V extends Modelled<infer M>
    ? M
    : V extends { readonly kind: 'text' }
      ? string | number
      : V extends { readonly kind: 'html' }
        ? string
        : V extends { readonly kind: 'flag' }
          ? boolean
          : V extends { readonly kind: 'maybe'; readonly of: infer M }
            ? Of<M> | null
            : V extends { readonly kind: 'list'; readonly of: () => infer M }
              ? readonly Of<M>[]
              : V extends { readonly kind: 'list'; readonly of: infer M }
                ? readonly Of<M>[]
                : V extends { readonly kind: 'record'; readonly fields: infer F }
                  ? { readonly [K in keyof F]: Of<F[K]> }
                  : never
