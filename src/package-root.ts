/** Where the package lies: one folder above this file, from the sources and from the bundle alike. */

export const packageRoot = new URL('..', import.meta.url)
