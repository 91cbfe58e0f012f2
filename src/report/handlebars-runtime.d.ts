/** The part of Handlebars that prints what was compiled; its own types name the whole alone. */

declare module 'handlebars/dist/cjs/handlebars.runtime.js' {
  import Handlebars from 'handlebars'
  export default Handlebars
}
