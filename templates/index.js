// Search, choices and sorting of the two lists. What is chosen stands in the address, so that a link or a reload keeps it.
const names = new Intl.Collator('zh-Hans-CN-u-co-pinyin', { numeric: true })
const folded = text => text.normalize('NFKC').toLowerCase()

const lists = [...document.querySelectorAll('.listing')].map(section => {
  const body = section.querySelector('tbody')
  const heads = [...section.querySelectorAll('thead th[data-name]')]
  const columns = new Map(heads.map(head => [head.dataset.name, head.cellIndex]))
  const rows = [...body.rows].map(row => ({ row, text: folded(row.textContent) }))
  const find = section.querySelector('input')
  const choices = [...section.querySelectorAll('select')]
  const found = section.querySelector('.found')
  const nothing = section.querySelector('.nothing')
  const keyOf = (row, choice) => {
    const cell = row.cells[columns.get(choice.name)]
    return cell.dataset.key ?? cell.textContent
  }
  let sorted = ''

  function narrow() {
    const words = folded(find.value).split(/\s+/)
    const chosen = choices.filter(choice => choice.value !== '')
    let shown = 0
    for (const { row, text } of rows) {
      const fits = words.every(word => text.includes(word)) && chosen.every(one => keyOf(row, one) === one.value)
      if (row.hidden === fits) row.hidden = !fits
      if (fits) shown++
    }
    const isNarrowed = chosen.length > 0 || find.value.trim() !== ''
    found.textContent = section.dataset.found.replace('{shown}', shown).replace('{all}', rows.length)
    found.classList.toggle('narrowed', isNarrowed)
    nothing.hidden = shown > 0
  }

  // `score` rises, `-score` falls; without a name the rows stand as they were written.
  function sort(wanted) {
    const name = wanted.replace(/^-/, '')
    const column = columns.get(name)
    sorted = column === undefined ? '' : wanted
    for (const head of heads) {
      if (head.dataset.name === name) head.ariaSort = wanted === name ? 'ascending' : 'descending'
      else head.ariaSort = null
    }
    const isNumber = heads.some(head => head.dataset.name === name && head.classList.contains('n'))
    const turn = wanted === name ? 1 : -1
    const keyed = rows.map(({ row }) => ({
      row,
      key: column === undefined ? '' : sortKey(row.cells[column], isNumber),
    }))
    keyed.sort(({ key: one }, { key: other }) => {
      // What has no value stays last, whichever way the others run.
      if (one === null || other === null) return (one === null) - (other === null)
      return turn * (typeof one === 'number' ? one - other : names.compare(one, other))
    })
    body.append(...keyed.map(({ row }) => row))
  }

  for (const head of heads) {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const { name } = head.dataset
      // Numbers are wanted from the largest first, words from the beginning.
      const first = head.classList.contains('n') ? `-${name}` : name
      const second = first === name ? `-${name}` : name
      sort(sorted === first ? second : first)
      keep()
    })
  }
  for (const control of [find, ...choices]) {
    control.addEventListener('input', () => {
      narrow()
      keepSoon()
    })
  }
  section.querySelector('.clear').addEventListener('click', () => {
    for (const control of [find, ...choices]) control.value = ''
    narrow()
    keep()
    find.focus()
  })
  section.querySelector('.controls').hidden = false

  return {
    state: () =>
      [[find.name, find.value], ...choices.map(choice => [choice.name, choice.value]), ['sort', sorted]]
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [`${section.id}.${name}`, value]),
    restore(state) {
      const get = name => state.get(`${section.id}.${name}`) ?? ''
      find.value = get('find')
      for (const choice of choices) {
        choice.value = get(choice.name)
        // A link may be older than the results, and name what is there no longer.
        if (choice.selectedIndex < 0) choice.value = ''
      }
      if (get('sort') !== sorted) sort(get('sort'))
      narrow()
    },
  }
})

function sortKey(cell, isNumber) {
  if (cell.dataset.order) return Number(cell.dataset.order)
  const text = cell.textContent.trim()
  if (text === '' || text === '–') return null
  return isNumber ? Number(text.replace('−', '-').replace(/[^\d.-]/g, '')) : text
}

let waiting

function keep() {
  clearTimeout(waiting)
  const state = String(new URLSearchParams(lists.flatMap(list => list.state())))
  // Where nothing is chosen an address that leads to a part of the page stays as it is.
  if (state === '' && !location.hash.includes('=')) return
  history.replaceState(null, '', `#${state}`)
}

// Not at every letter: some browsers count how often an address changes.
function keepSoon() {
  clearTimeout(waiting)
  waiting = setTimeout(keep, 300)
}

function restore() {
  const hash = location.hash.slice(1)
  // A plain name leads to a part of the page, and changes no list.
  if (hash !== '' && !hash.includes('=')) return
  const state = new URLSearchParams(hash)
  for (const list of lists) list.restore(state)
}

for (const link of document.querySelectorAll('a[href^="#"]')) {
  link.addEventListener('click', event => {
    const target = document.getElementById(link.hash.slice(1))
    if (!target) return
    // The address keeps what is chosen; the reader still arrives.
    event.preventDefault()
    target.scrollIntoView()
    target.focus({ preventScroll: true })
  })
}
addEventListener('hashchange', restore)
addEventListener('pagehide', keep)
for (const list of lists) list.restore(new URLSearchParams(''))
restore()
